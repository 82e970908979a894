/// How old log files are called: `worker.log` is the newest, then `worker.log.1`, `worker.log.2` …
public enum FileRotation {
    /// The renames that make room for a new file, in their order: the oldest falls away.
    static func steps(_ path: String, count: Int) -> [(from: String, to: String)] {
        let last = max(1, count)
        return (1..<last).reversed().map { ("\(path).\($0)", "\(path).\($0 + 1)") } + [(path, "\(path).1")]
    }

    /// The log that a file belongs to, and its age in it, 0 for the newest; nil when the name is not one of a log's files.
    ///
    /// - Parameter name: A name or a path; logs end in `.log`.
    public static func parse(_ name: String) -> (log: String, age: Int)? {
        if name.hasSuffix(".log") { return (name, 0) }
        guard let point = name.lastIndex(of: "."), let age = Int(name[name.index(after: point)...]), age > 0,
            name[..<point].hasSuffix(".log")
        else { return nil }
        return (String(name[..<point]), age)
    }
}

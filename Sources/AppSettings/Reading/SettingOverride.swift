/// A setting given on the command line; it goes before the environment and the file.
public struct SettingOverride: Hashable, Sendable {
    /// The path of the setting: `server.port`.
    public var path: String
    /// The value as text; lists are JSON.
    public var text: String
    /// The flag as the user wrote it, for messages: `--port`.
    public var flag: String

    /// Creates an override.
    public init(path: String, text: String, flag: String) {
        self.path = path
        self.text = text
        self.flag = flag
    }

    /// Reads `path=value`, the argument of `--set`; nil when there is no equals sign or nothing before it.
    public init?(assignment: String) {
        guard let equals = assignment.firstIndex(of: "="), equals > assignment.startIndex else { return nil }
        let path = String(assignment[..<equals])
        self.init(path: path, text: String(assignment[assignment.index(after: equals)...]), flag: "--set \(path)")
    }
}

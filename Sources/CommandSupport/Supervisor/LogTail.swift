import Foundation

/// What a process adds to its log from a place on.
struct LogTail: Sendable {
    private let path: String
    private let start: UInt64

    /// What is added from now on.
    init(_ path: String) {
        self.path = path
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64
        start = size ?? 0
    }

    /// The lines that were added; the last 64 KB of them when there are more.
    func lines() -> [String] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        guard let end = try? file.seekToEnd() else { return [] }
        // A file that was made anew is shorter.
        let from = end < start ? 0 : max(start, end > 65_536 ? end - 65_536 : 0)
        guard (try? file.seek(toOffset: from)) != nil, let data = try? file.readToEnd() else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

import Foundation

/// The end of a log that somebody writes: of the whole file, or of what is added from a moment on.
package struct LogTail: Sendable {
    private let path: String
    private let start: UInt64

    /// What is added to a file from now on.
    package init(_ path: String) {
        self.path = path
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64
        start = size ?? 0
    }

    private init(path: String, start: UInt64) {
        self.path = path
        self.start = start
    }

    /// All that a file holds.
    package static func whole(_ path: String) -> LogTail { LogTail(path: path, start: 0) }

    /// The text; the last 64 KB of it when there is more, nothing when the file cannot be read.
    package func text() -> String {
        guard let file = FileHandle(forReadingAtPath: path) else { return "" }
        defer { try? file.close() }
        guard let end = try? file.seekToEnd() else { return "" }
        // A file that was made anew is shorter.
        let from = end < start ? 0 : max(start, end > 65_536 ? end - 65_536 : 0)
        guard (try? file.seek(toOffset: from)) != nil, let data = try? file.readToEnd() else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    /// Its lines.
    package func lines() -> [String] {
        text().split(separator: "\n").map(String.init)
    }

    /// The last line that says something.
    package func line() -> String? {
        let lines = text().split { $0.isNewline || $0 == "\r" }
        return lines.last { !$0.allSatisfy(\.isWhitespace) }.map { PlainText.short(String($0)) }
    }
}

import Foundation

/// The files of the repository as text, for rules about them.
enum SourceTree {
    /// One file.
    struct File: Sendable {
        /// The path below the repository: `Sources/Engine/WorkflowEngine.swift`.
        var path: String
        /// The lines as they are.
        var lines: [String]

        /// The lines without what stands behind `//`, so that a rule about code does not trip over a comment.
        var code: [String]

        /// Takes a file apart.
        init(path: String, text: String) {
            self.path = path
            lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            code = lines.map { line in
                guard let comment = line.range(of: "//") else { return line }
                // A URL in a literal is no comment.
                let before = line[..<comment.lowerBound]
                return before.hasSuffix(":") ? line : String(before)
            }
        }

        /// The room that the file belongs to: its folder below Sources, or the user's own folder.
        var room: String {
            let parts = path.split(separator: "/")
            return parts.first == "Sources" || parts.first == "Tests" ? String(parts[1]) : String(parts.first ?? "")
        }
    }

    /// The folder of the repository.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folders with code that ships.
    static let shipped = ["Sources", "Workflows", "Activities", "starter", "cron"]

    /// All Swift files below some folders.
    static func files(_ folders: [String]) -> [File] {
        swift.filter { file in folders.contains { file.path.hasPrefix($0 + "/") } }
    }

    private static let swift = read(shipped + ["Tests"], suffix: ".swift")

    /// All files below some folders whose names end so, read afresh.
    static func read(_ folders: [String], suffix: String) -> [File] {
        var files: [File] = []
        for folder in folders {
            let base = root.appending(path: folder)
            guard let found = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil) else {
                continue
            }
            for case let url as URL in found where url.path.hasSuffix(suffix) {
                guard let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
                files.append(File(path: String(url.path.dropFirst(root.path.count + 1)), text: text))
            }
        }
        return files.sorted { $0.path < $1.path }
    }

    /// One file; nil when it is not there.
    static func file(_ path: String) -> File? {
        let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
        return text.map { File(path: path, text: $0) }
    }

    /// Every place where a pattern matches, as `path:line: text`.
    ///
    /// - Parameter words: Texts of which a line must hold one to be looked at more closely: a regular expression takes a
    ///   hundred times as long.
    static func places(
        of pattern: some RegexComponent,
        words: [String],
        in files: [File],
        code: Bool = true,
        except: (File, Int) -> Bool = { _, _ in false }
    ) -> [String] {
        var places: [String] = []
        for file in files {
            for (index, line) in (code ? file.code : file.lines).enumerated()
            where words.contains(where: { line.range(of: $0) != nil }) && line.contains(pattern) && !except(file, index)
            {
                places.append("\(file.path):\(index + 1): \(line.trimmingCharacters(in: .whitespaces))")
            }
        }
        return places
    }
}

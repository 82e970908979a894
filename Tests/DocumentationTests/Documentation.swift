import Foundation
import Testing

/// The documentation that people learn from, as text: its code must be code that the tests compile.
enum Documentation {
    /// A block of code in a page or a comment.
    struct Block: Sendable, CustomTestStringConvertible {
        /// The file, below the repository.
        var path: String
        /// The line of its first line of code, from 1.
        var line: Int
        /// What the fence says it is; `swift` for one in a comment.
        var language: String
        /// The lines, without the indentation that all of them have.
        var lines: [String]

        var testDescription: String { "\(path):\(line)" }
    }

    /// A file as lines.
    struct File: Sendable {
        var path: String
        var lines: [String]
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The catalogue, the first page of the repository and the page on tests.
    static let pages =
        files("Sources/Martlet/Martlet.docc", suffix: ".md") + files("README.md", suffix: ".md")
        + files("docs/TESTING.md", suffix: ".md")

    /// The sources whose comments are the reference of the catalogue.
    static let sources = files("Sources/Martlet", suffix: ".swift")

    /// All sources whose comments people copy from.
    static let commented =
        sources + files("Sources/MartletTesting", suffix: ".swift") + files("Sources/MartletLocal", suffix: ".swift")

    /// What is compiled with these tests.
    static let snippets =
        files("Tests/DocumentationTests/Snippets", suffix: ".swift")
        + files("Tests/DocumentationTests/Tutorial", suffix: ".swift")

    /// All files below a path whose names end so, or the one at the path.
    static func files(_ path: String, suffix: String) -> [File] {
        let start = root.appending(path: path)
        var urls = [start]
        if let found = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil) {
            urls += found.compactMap { $0 as? URL }
        }
        return urls.filter { $0.path.hasSuffix(suffix) }.compactMap { url in
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return File(path: String(url.path.dropFirst(root.path.count + 1)), lines: lines)
        }.sorted { $0.path < $1.path }
    }

    /// The blocks between fences of a page.
    static func fences(in page: File) -> [Block] {
        var blocks: [Block] = []
        var open: Block?
        for (index, line) in page.lines.enumerated() {
            guard line.hasPrefix("```") else {
                open?.lines.append(line)
                continue
            }
            if var block = open {
                block.lines = dedented(block.lines)
                blocks.append(block)
                open = nil
            } else {
                open = Block(path: page.path, line: index + 2, language: String(line.dropFirst(3)), lines: [])
            }
        }
        return blocks
    }

    /// The blocks of code in the comments of what is public: four spaces deeper than the text, after an empty line. A picture
    /// stands between fences.
    static func commentBlocks(in source: File) -> [Block] {
        var blocks: [Block] = []
        var ofDeclaration: [Block] = []
        var open: Block?
        var isAfterEmptyLine = false
        for (index, line) in source.lines.enumerated() {
            let text = line.trimmingCharacters(in: .whitespaces)
            let comment = text.hasPrefix("///") ? String(text.dropFirst(3)) : nil
            if let comment, comment.hasPrefix("     "), open != nil || isAfterEmptyLine {
                if open == nil { open = Block(path: source.path, line: index + 1, language: "swift", lines: []) }
                open?.lines.append(String(comment.dropFirst(5)))
            } else if let block = open, comment != "" {
                ofDeclaration.append(block)
                open = nil
            }
            isAfterEmptyLine = comment == ""
            if comment == nil, !text.hasPrefix("@") {
                // What is not public has pictures in its comments too, and no readers that copy from it.
                if text.contains("public ") { blocks += ofDeclaration }
                ofDeclaration = []
            }
        }
        return blocks
    }

    /// Whether a compiled file has these lines one after another, deeper perhaps, as a block in a type is.
    static func isCompiled(_ block: Block) -> Bool {
        guard let first = block.lines.first else { return false }
        return snippets.contains { file in
            file.lines.indices.contains { start in
                guard file.lines[start].hasSuffix(first), start + block.lines.count <= file.lines.count else {
                    return false
                }
                let margin = file.lines[start].dropLast(first.count)
                guard margin.allSatisfy({ $0 == " " }) else { return false }
                return zip(block.lines, file.lines[start...]).allSatisfy { line, compiled in
                    line.isEmpty ? compiled.isEmpty : compiled == margin + line
                }
            }
        }
    }

    private static func dedented(_ lines: [String]) -> [String] {
        let margin = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return lines.map { String($0.dropFirst(margin)) }
    }
}

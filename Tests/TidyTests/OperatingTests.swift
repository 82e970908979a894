import Foundation
import Testing

/// `docs/OPERATING.md` answers every need of those who operate: by a command, a setting, or a reason why not yet.
@Suite struct OperatingTests {
    /// A row of the page: `| L17 | what is needed | the answer |`; one row may answer several lines.
    private struct Row: CustomStringConvertible {
        var lines: [String]
        var need: String
        var answer: String

        var description: String { lines.joined(separator: " ") }

        /// What stands between backticks in the answer.
        var spans: [String] {
            answer.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
        }
    }

    /// The lines of the requirements that are about operating: all of L, and of P and E what is not about writing workflows.
    private static let wanted: [String] =
        (1...46).map { "L\($0)" }
        + ([1, 2, 3, 5, 6, 9, 10, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29]).map { "P\($0)" }
        + ([1, 2, 3, 4, 5, 6, 8, 9, 13, 14, 15, 16, 17, 18, 19, 20, 24, 25, 26, 27, 28, 29, 30, 32, 33, 34, 35, 36, 37])
        .map { "E\($0)" }

    private func rows() throws -> [Row] {
        let text = try text("docs/OPERATING.md")
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard line.hasPrefix("|"), cells.count == 3 else { return nil }
            let lines = cells[0].split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
            guard lines.allSatisfy({ $0.wholeMatch(of: /[LPE][0-9]+/) != nil }) else { return nil }
            return Row(lines: lines, need: cells[1], answer: cells[2])
        }
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: SourceTree.root.appending(path: path), encoding: .utf8)
    }

    @Test func `every line has one row`() throws {
        let answered = try rows().flatMap(\.lines)
        #expect(Set(Self.wanted).subtracting(answered) == [], "these have no row")
        #expect(Dictionary(grouping: answered) { $0 }.filter { $0.value.count > 1 }.keys.sorted() == [])
    }

    @Test func `no line of section L is left out of the list`() throws {
        let path = SourceTree.root.deletingLastPathComponent().appending(path: "shared/requirements.md")
        guard let requirements = try? String(contentsOf: path, encoding: .utf8) else {
            print(
                "left out: whether docs/OPERATING.md has every line of the requirements, for shared/requirements.md is missing."
            )
            return
        }
        // Some lines of the text hold several: "L18 optionally stop cron ⇒ L14 · L19 pull new code ⇒ …".
        let all = Set(requirements.matches(of: #/(?:^|\n|· )(L[0-9]+) /#).map { String($0.output.1) })
        #expect(all.count >= 46)
        #expect(all.subtracting(Self.wanted) == [])
    }

    @Test func `every row names a command or a setting that is there, or says why not`() throws {
        let settings = try text("docs/SETTINGS.md")
        for row in try rows() {
            #expect(row.need.count > 5, "\(row) does not say what is needed")
            let reason = row.answer.hasPrefix("Not yet: ") || row.answer.hasPrefix("Not needed: ")
            if reason {
                #expect(row.answer.count > 40, "\(row) does not say why")
            } else {
                let isNamed = try row.spans.contains { try isThere($0, settings) == true }
                #expect(isNamed, "\(row) names no command and no setting: \(row.answer)")
            }
            for span in row.spans {
                #expect(try isThere(span, settings) != false, "\(row) names `\(span)`, which is not there")
            }
        }
    }

    /// Whether a command, a script, a file or a setting is there; nil for what is none of them.
    private func isThere(_ span: String, _ settings: String) throws -> Bool? {
        let words = span.split(separator: " ").map(String.init)
        guard let first = words.first else { return nil }
        let flags = words.dropFirst().filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2).prefix { $0 != "=" }) }
        if first.contains("/"), words.count == 1 || first.hasPrefix("scripts/") {
            guard FileManager.default.fileExists(atPath: SourceTree.root.appending(path: first).path) else {
                return false
            }
            guard first == "scripts/run.sh", words.count > 1 else { return true }
            let known = try text("scripts/run.sh")
            return known.contains(words[1]) && flags.allSatisfy { known.contains("--\($0)") || isFlag($0) }
        }
        switch first {
        case "martlet":
            guard words.count > 1 else { return true }
            return isCommand(words[1], in: "Sources/MartletCommand") && flags.allSatisfy(isFlag)
        case "cron":
            let hasCommand = words.count > 1 && !words[1].hasPrefix("-")
            return (!hasCommand || isCommand(words[1], in: "cron")) && flags.allSatisfy(isFlag)
        case "server", "decider", "worker", "register", "starter", "supervisor":
            return flags.allSatisfy(isFlag)
        default:
            guard words.count == 1, first.wholeMatch(of: /[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)+/) != nil else { return nil }
            return settings.contains("`\(first)`")
        }
    }

    /// Whether a program has a command of this name: as the parser spells it, from the type or from its own word.
    private func isCommand(_ name: String, in folder: String) -> Bool {
        SourceTree.files([folder]).contains { file in
            file.code.contains { $0.contains("commandName: \"\(name)\"") }
                || file.code.contains { $0.lowercased().contains("struct \(name.replacing("-", with: "")): ") }
                || file.code.contains { $0.lowercased().contains("struct \(name.replacing("-", with: ""))command: ") }
        }
    }

    /// Whether any program has a flag of this name: its property, or the name that it is given.
    private func isFlag(_ name: String) -> Bool {
        let parts = name.split(separator: "-")
        let property = parts.enumerated().map { $0.offset == 0 ? String($0.element) : $0.element.capitalized }.joined()
        return ["version", "help"].contains(name)
            || SourceTree.files(["Sources", "starter", "cron"]).contains { file in
                file.code.contains {
                    $0.contains("var \(property):") || $0.contains("\"\(name)\"") || $0.contains("var \(property) =")
                }
            }
    }
}

import Logs
import Testing

/// How the keys of log lines and of printed JSON are called (docs/SETTINGS.md, "Logs").
@Suite struct LogKeyTests {
    /// The keys that a file gives to a logger, and the names that it gives to members of printed JSON.
    private static func keys(_ file: SourceTree.File) -> [(line: Int, key: String)] {
        var keys: [(Int, String)] = []
        // How many lines a literal of metadata may still have.
        var left = 0
        let isPrinted = isPrinted(file)
        // A regular expression takes long, so lines that hold no key at all are passed over first.
        for (index, line) in file.lines.enumerated()
        where left > 0 || line.contains("etadata") || isPrinted && line.contains("case ") {
            for match in line.matches(of: /metadataKey: "([A-Za-z_.]+)"/) {
                keys.append((index + 1, String(match.output.1)))
            }
            for match in line.matches(of: /case \w+ = "([A-Za-z_.]+)"/) where isPrinted {
                keys.append((index + 1, String(match.output.1)))
            }
            if line.contains(/metadata: \[|Logger\.Metadata = \[/) { left = 8 }
            guard left > 0 else { continue }
            left -= 1
            for match in line.matches(of: /"([A-Za-z_.]+)": "/) { keys.append((index + 1, String(match.output.1))) }
            if line.contains("]") { left = 0 }
        }
        return keys
    }

    /// Enumerations whose raw values are printed are coding keys; words of settings and of the protocol are not.
    private static func isPrinted(_ file: SourceTree.File) -> Bool {
        let prints = file.room.hasSuffix("Programs") || file.room.hasSuffix("Support")
        return (prints || ["Insight", "Pools", "MartletCommand"].contains(file.room))
            && file.lines.contains { $0.contains("CodingKey") }
    }

    @Test func `every key that is logged or printed says whether it is a duration or a moment`() {
        var found = 0
        for file in SourceTree.files(SourceTree.shipped) {
            for (line, key) in Self.keys(file) {
                found += 1
                #expect(LogKey.problem(key) == nil, "\(file.path):\(line): \(LogKey.problem(key) ?? "")")
            }
        }
        #expect(found > 40, "the keys are not found any more")
    }

    @Test func `a key is found in each way of giving it`() {
        let text = [
            "logger[metadataKey: \"runTime\"] = \"x\"", "logger.info(\"x\", metadata: [\"elapsed\": \"\\(y)\"])",
            "metadata: [", "    \"poll_ms\": \"\\(z)\",", "]", "\"not\": \"a key\"",
        ]
        let file = SourceTree.File(path: "Sources/Pools/X.swift", text: text.joined(separator: "\n"))
        #expect(Self.keys(file).map(\.key) == ["runTime", "elapsed", "poll_ms"])
        #expect(Self.keys(file).allSatisfy { LogKey.problem($0.key) != nil })
    }
}

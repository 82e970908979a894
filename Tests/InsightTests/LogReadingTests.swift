import AppSettings
import Foundation
import Insight
import Logging
import Logs
import SWFModel
import Testing

@testable import CommandSupport
@testable import Insight

@Suite struct LogReadingTests {
    /// A line as a process writes it.
    static func line(
        _ seconds: Double,
        _ message: String,
        _ facts: [String: String] = [:],
        level: Logger.Level = .info,
        role: String = "worker"
    ) -> String {
        LogLine.json(
            LogEntry(
                moment: Timestamp(seconds: seconds),
                level: level,
                label: "martlet.\(role)",
                message: message,
                facts: facts.map { LogFact($0.key, $0.value) } + [LogFact("environment", "dev"), LogFact("role", role)]
            )
        )
    }

    static func records(_ lines: [String], process: String = "workers-1") -> [LogRecord] {
        var before = Timestamp(milliseconds: 0)
        return lines.map { line in
            let record = LogRecord(line, process: process, before: before)
            before = record.moment
            return record
        }
    }

    @Test func `lines of several files come in the order of time, broken ones behind the line before them`() {
        let first = Self.records([
            Self.line(1_772_330_520, "a"), "Fatal error: x", Self.line(1_772_330_523, "d"), "{\"log_",
        ])
        let second = Self.records([Self.line(1_772_330_521, "b"), Self.line(1_772_330_522, "c")])
        let third = Self.records(["no log at all"])
        let merged = LogMerge([first.makeIterator(), second.makeIterator(), third.makeIterator()])
            .map { $0.entry?.message ?? $0.text }
        #expect(merged == ["no log at all", "a", "Fatal error: x", "b", "c", "d", "{\"log_"])
    }

    @Test func `a line is read as it was written`() throws {
        let entry = LogEntry(
            moment: Timestamp(milliseconds: 1_772_330_520_123),
            level: .warning,
            label: "martlet.worker",
            message: "tab\t, quote \", line\n, é",
            facts: [LogFact("attempt", "2"), LogFact("run_time", "1.25"), LogFact("workflowId", "7")]
        )
        #expect(LogRecord(LogLine.json(entry), process: "w", before: Timestamp(milliseconds: 0)).entry == entry)
    }

    @Test(
        arguments: [
            ("all", nil, nil, nil, nil, "abcdefX"),
            ("by workflow id", "7", nil, nil, nil, "bc"),
            ("by run id", "run8", nil, nil, nil, "d"),
            ("by level", nil, "warning", nil, nil, "ceX"),
            ("by role", nil, nil, "decider", nil, "b"),
            ("by process", nil, nil, "workers-1", nil, "abcdefX"),
            ("by text", nil, nil, nil, "id\":\"[78]", "bcd"),
        ] as [(String, String?, String?, String?, String?, String)]
    )
    func `lines are filtered`(
        name: String,
        execution: String?,
        level: String?,
        role: String?,
        grep: String?,
        wanted: String
    ) throws {
        let records = Self.records([
            Self.line(1_772_330_520, "a"),
            Self.line(1_772_330_521, "b", ["workflowId": "7", "runId": "run7"], role: "decider"),
            Self.line(1_772_330_522, "c", ["workflowId": "7", "runId": "run7"], level: .error),
            Self.line(1_772_330_523, "d", ["workflowId": "8", "runId": "run8"]),
            Self.line(1_772_330_524, "e", level: .warning),
            Self.line(1_772_330_525, "f"),
            "X",
            Self.line(1_772_330_526, "other").replacing("\"dev\"", with: "\"live\""),
        ])
        var filter = LogFilter(environment: "dev")
        filter.execution = execution
        filter.level = level.flatMap { Logger.Level(rawValue: $0) }
        filter.role = role
        if let grep { filter.pattern = try LogPattern(grep.replacing("id", with: "Id")) }
        let found = records.filter(filter.includes).map { $0.entry?.message ?? $0.text }.joined()
        #expect(found == wanted)
    }

    @Test func `a wrong expression is a sentence`() {
        #expect(throws: Complaint.self) { try LogPattern("(") }
    }

    @Test(arguments: [
        ("took 1.25 s on 2026-03-01T02:03:04.567Z", "took DURATION on DATE"),
        ("at 02:03:04.567 process 4711 left after 3 min 4 s", "at TIME process N left after DURATION"),
        ("http://127.0.0.1:7340/x and https://swf.us-east-1.amazonaws.com", "http://HOST/x and https://HOST"),
        ("10.0.0.7:514 said no; localhost:80 too", "HOST said no; HOST too"),
        ("myhost:123:worker polls", "HOST:PID:worker polls"),
        ("id 123e4567-e89b-12d3-a456-426614174000 of 3 tries", "id UUID of 3 tries"),
        ("token AAAAKgAAAAIAAAAAAAAAAnKxFyq3kY8bG1wQ8s5nF2o=", "token TOKEN"),
        ("12345 events, 12 left, 0x7fff12 bad", "N events, 12 left, ADDRESS bad"),
        ("attempt 2 of step 7", "attempt 2 of step 7"),
    ])
    func `what differs from run to run is replaced`(text: String, wanted: String) {
        #expect(LogNormalizer.text(text) == wanted)
    }

    @Test func `two runs of the same are the same, however their processes took turns`() {
        func run(_ shift: Double, runId: String, pid: Int, swapped: Bool) -> [LogRecord] {
            func about(_ activity: String, _ time: String) -> [String: String] {
                [
                    "workflowId": "article-7", "runId": runId, "activityId": activity, "run_time": time,
                    "identity": "host:\(pid):worker", "stream": "host-workers-\(pid % 5)",
                ]
            }
            let lines = [
                Self.line(shift, "polls in the environment dev", ["pid": "\(pid)"]),
                Self.line(shift + 1, "Activity completed", about("A", "0.\(pid)")),
                Self.line(shift + 2, "Activity failed for run \(runId)", about("B", "1.\(pid)"), level: .error),
            ]
            return Self.records(swapped ? [lines[0], lines[2], lines[1]] : lines)
        }
        let good = LogNormalizer.lines(run(1_772_330_520, runId: "22abc", pid: 100, swapped: false))
        let other = LogNormalizer.lines(run(1_772_999_999, runId: "22xyz", pid: 2345, swapped: true))
        #expect(good == other)
        #expect(good.count == 3)
        #expect(good[2].contains("ERROR worker Activity failed for run RUN activityId=B"))
        let changed = run(1_772_330_520, runId: "22abc", pid: 100, swapped: false).dropLast()
        #expect(LogNormalizer.lines(Array(changed)) != good)
    }

    @Test func `a log is read from its oldest file on, and on into the file that takes its place`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "reading-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        }
        try write("w.log.2", Self.line(1_772_330_520, "a") + "\n")
        try write("w.log.1", Self.line(1_772_330_521, "b") + "\n" + "cut")
        try write("w.log", Self.line(1_772_330_522, "c") + "\n")
        var reader = LogFileReader("\(folder)/w.log", files: ["w.log.2", "w.log.1", "w.log"].map { "\(folder)/\($0)" })
        func all() -> [String] {
            var found: [String] = []
            while let record = reader.next() { found.append(record.entry?.message ?? record.text) }
            return found
        }
        #expect(all() == ["a", "b", "cut", "c"])
        #expect(all() == [])
        let handle = try FileHandle(forWritingTo: URL(filePath: "\(folder)/w.log"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data((Self.line(1_772_330_523, "d") + "\n").utf8))
        #expect(all() == ["d"])
        #expect(rename("\(folder)/w.log", "\(folder)/w.log.1") == 0)
        try handle.write(contentsOf: Data((Self.line(1_772_330_524, "e") + "\n").utf8))
        try write("w.log", Self.line(1_772_330_525, "f") + "\n")
        #expect(all() == ["e", "f"])
    }

    @Test func `logs are found by the folder of the environment and by the file of the settings`() throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "home-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: home) }
        for name in [
            "var/log/dev/server.log", "own/dev-workers-1.log", "own/dev-workers-1.log.1", "own/live-workers-1.log",
        ] {
            let url = URL(filePath: "\(home)/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data("x\n".utf8).write(to: url)
        }
        let settings = try Settings.load(
            SettingsSources(
                overrides: [
                    SettingOverride(path: "logs.file", text: "\(home)/own/dev-{process}.log", flag: "--set")
                ],
                home: home
            )
        )
        let readers = LogFiles(settings, variables: [:]).readers(since: nil)
        #expect(readers.map(\.process) == ["dev-workers-1", "server"])
    }
}

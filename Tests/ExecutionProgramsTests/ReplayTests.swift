import CommandSupport
import Dispatch
import Foundation
import Martlet
import MartletTesting
import SWFModel
import SWFWire
import Testing

@testable import ExecutionPrograms

/// A workflow as it was when the histories of these tests were recorded.
private struct Rest: Workflow {
    static let definition = WorkflowDefinition("Rest", version: "1")

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        try await context.sleep(for: .seconds(5))
        return Nothing()
    }
}

/// The same type, changed since: it sleeps twice.
private struct LongRest: Workflow {
    static let definition = WorkflowDefinition("Rest", version: "1")

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        try await context.sleep(for: .seconds(5))
        try await context.sleep(for: .seconds(5))
        return Nothing()
    }
}

/// Writes a line; its code does not run here.
private struct WriteLine: Activity {
    static let definition = ActivityDefinition("WriteLine", version: "1")
    func run(_ line: String, context: ActivityContext) async throws -> Nothing { Nothing() }
}

/// Writes one line.
private struct Writing: Workflow {
    static let definition = WorkflowDefinition("Writing", version: "1")

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        try await context.run(WriteLine.self, "today")
    }
}

/// Draws a number from its run id, and sleeps the longer the greater it is.
private struct Lottery: Workflow {
    static let definition = WorkflowDefinition("Lottery", version: "1")

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        for _ in 0..<Int.random(in: 1...1_000_000, using: &context.random) % 7 {
            try await context.sleep(for: .seconds(1))
        }
        return Nothing()
    }
}

/// Waits for a lock that nobody opens.
private struct Stuck: Workflow {
    static let definition = WorkflowDefinition("Rest", version: "1")
    static let lock = DispatchSemaphore(value: 0)

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        wait()
        return Nothing()
    }

    private func wait() { Self.lock.wait() }
}

/// Whether today's code replays recorded histories.
@Suite struct ReplayTests {
    /// Rest, from its start to its close.
    private static func rest() -> [HistoryEvent] {
        var history = HistoryBuilder.started("Rest")
        history.decided()
        history.timerStarted("sleep-1", seconds: 5)
        history.timerFired("sleep-1")
        history.decided()
        history.completed()
        return history.events
    }

    private static func file(
        _ events: [HistoryEvent],
        runId: String? = "r",
        workflowId: String? = "w"
    ) throws -> [UInt8] {
        let names = HistoryNames(domain: "d", workflowId: workflowId, runId: runId)
        return try ExecutionFile(names: names, events: events).encoded()
    }

    private func withFolder(_ body: (_ path: String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "/martlet-replay-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    private func summary(
        _ workflows: [any Workflow.Type],
        _ paths: [String],
        runId: String? = nil,
        fixture: String? = nil,
        comparesInputs: Bool = false
    ) throws -> ReplaySummary {
        let program = ReplayProgram(
            workflows: workflows,
            histories: paths,
            runId: runId,
            fixture: fixture,
            comparesInputs: comparesInputs,
            json: false
        )
        return try program.outcomes(try program.files().map(program.read), domain: nil)
    }

    @Test func `a history that the code still follows is one sentence and exit code 0`() throws {
        try withFolder { folder in
            try write(try Self.file(Self.rest()), to: "\(folder)/a.json")
            let summary = try summary([Rest.self], ["\(folder)/a.json"])
            #expect(summary.lines == ["replays: 10 events, 2 decision tasks"])
            #expect(summary.status == .ok)
            #expect(try summary.json().contains(#""verdict":"replays""#))
        }
    }

    @Test func `inputs are compared when that is asked for`() throws {
        var history = HistoryBuilder.started("Writing")
        history.decided()
        history.add(
            .activityTaskScheduled(
                ActivityTaskScheduledEventAttributes(
                    activityId: "WriteLine-1",
                    activityType: WriteLine.definition.type,
                    decisionTaskCompletedEventId: 4,
                    input: #""yesterday""#,
                    taskList: TaskList(name: "default")
                )
            )
        )
        try withFolder { folder in
            try write(try Self.file(history.events), to: "\(folder)/a.json")
            #expect(try summary([Writing.self], ["\(folder)/a.json"]).status == .ok)
            let strict = try summary([Writing.self], ["\(folder)/a.json"], comparesInputs: true)
            #expect(strict.status == .brokenHistory, "\(strict.status)")
            #expect(strict.lines.first?.contains(#"(WriteLine 1) with the input "yesterday", but the code"#) == true)
        }
    }

    @Test func `the first event at which the code asks for something else is named, with the place in the code`() throws
    {
        try withFolder { folder in
            try write(try Self.file(Self.rest()), to: "\(folder)/a.json")
            let summary = try summary([LongRest.self], ["\(folder)/a.json"])
            let line = try #require(summary.lines.first)
            #expect(line.hasPrefix("event 10: the history has "), "\(line)")
            #expect(line.contains(", but the code asks for "), "\(line)")
            #expect(line.contains("ReplayTests.swift:"), "\(line)")
            #expect(summary.lines.count == 1)
            #expect(summary.status == .brokenHistory)
            let json = try summary.json()
            #expect(json.contains(#""eventId":10"#) && json.contains(#""verdict":"diverges""#), "\(json)")
        }
    }

    @Test(.timeLimit(.minutes(10))) func `code that does not come to rest is given up, and does not replay`() throws {
        try withFolder { folder in
            try write(try Self.file(Self.rest()), to: "\(folder)/a.json")
            var program = ReplayProgram(
                workflows: [Stuck.self],
                histories: ["\(folder)/a.json"],
                runId: nil,
                fixture: nil,
                json: false
            )
            program.turnLimit = .milliseconds(50)
            let summary = try program.outcomes(try program.files().map(program.read), domain: nil)
            #expect(
                summary.lines == [
                    "cannot be replayed: The workflow did not come to rest within 0.05 seconds before the first call of the "
                        + "context: it computes without end, or waits for a lock or a semaphore"
                ]
            )
            #expect(summary.status == .brokenHistory)
            Stuck.lock.signal()
        }
    }

    @Test func `a page that is not the last is no whole history, and replayed only when that is wanted`() throws {
        try withFolder { folder in
            let page = try AWSJSON.encode(History(events: Array(Self.rest().prefix(4)), nextPageToken: "t"))
            try write(page, to: "\(folder)/a.json")
            // A page a line, as several calls leave them in one file.
            let first = try AWSJSON.encode(History(events: Array(Self.rest().prefix(2)), nextPageToken: "s"))
            let second = try AWSJSON.encode(History(events: Array(Self.rest()[2..<4]), nextPageToken: "t"))
            try write(first + [0x0A] + second, to: "\(folder)/b.json")
            for path in ["\(folder)/a.json", "\(folder)/b.json"] {
                var program = ReplayProgram(
                    workflows: [Rest.self],
                    histories: [path],
                    runId: nil,
                    fixture: nil,
                    json: false
                )
                var summary = try program.outcomes(try program.files().map(program.read), domain: nil)
                #expect(summary.status == .data)
                #expect(
                    summary.lines == [
                        "The file holds only a part of the history, up to event 4: join its pages or ask for all, or replay what "
                            + "is there with --part."
                    ]
                )
                program.acceptsPart = true
                summary = try program.outcomes(try program.files().map(program.read), domain: nil)
                #expect(summary.status == .ok)
                #expect(summary.lines.first == "replays: 4 events, 1 decision task")
                #expect(summary.lines.last == "The last page has a nextPageToken: the history goes on after event 4.")
            }
        }
    }

    @Test func `a type that this program does not know is answered with those it knows`() throws {
        try withFolder { folder in
            try write(try Self.file(Self.rest()), to: "\(folder)/a.json")
            let summary = try summary([Lottery.self], ["\(folder)/a.json"])
            #expect(
                summary.lines == ["event 1: this program knows no workflow Rest version 1; it knows: Lottery 1"]
            )
            #expect(summary.status == .brokenHistory)
        }
    }

    @Test func `several histories are a line each and a total, and the most serious reason counts`() throws {
        try withFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/deep", withIntermediateDirectories: true)
            try write(try Self.file(Self.rest()), to: "\(folder)/b.json")
            try write(try Self.file(HistoryBuilder.started("Other").events), to: "\(folder)/deep/c.json")
            try write(Array("nothing".utf8), to: "\(folder)/notes.txt")
            try write(Array("nothing".utf8), to: "\(folder)/.hidden.json")
            var summary = try summary([Rest.self], [folder])
            #expect(summary.lines.count == 3)
            #expect(summary.lines[0] == "\(folder)/b.json: replays: 10 events, 2 decision tasks")
            #expect(summary.lines[1].hasPrefix("\(folder)/deep/c.json: event 1: this program knows no workflow Other"))
            #expect(summary.lines[2] == "2 histories: 1 replays, 1 does not")
            #expect(summary.status == .brokenHistory)
            try write(Array("nothing".utf8), to: "\(folder)/d.json")
            summary = try self.summary([Rest.self], [folder, "\(folder)/absent.json"])
            #expect(summary.lines.last == "4 histories: 1 replays, 1 does not, 2 could not be read")
            #expect(summary.status == .data)
        }
    }

    @Test func `a folder without histories is a wrong use`() throws {
        try withFolder { folder in
            #expect(throws: Complaint.self) { try summary([Rest.self], [folder]) }
        }
    }

    @Test func `an open history replays as far as it goes`() throws {
        try withFolder { folder in
            try write(try Self.file(Array(Self.rest().prefix(6))), to: "\(folder)/a.json")
            let summary = try summary([Rest.self], ["\(folder)/a.json"])
            #expect(summary.lines == ["replays: 6 events, 1 decision task"])
        }
    }

    @Test func `numbers that the code draws follow from the run id, which a file may not say`() throws {
        try withFolder { folder in
            // A run whose number is such that it sleeps at least once.
            var history = HistoryBuilder.started("Lottery")
            history.decided()
            history.completed()
            let runs = (0..<40).map { "run-\($0)" }
            let path = "\(folder)/a.json"
            try write(try Self.file(history.events, runId: nil), to: path)
            let verdicts = try runs.map { try summary([Lottery.self], [path], runId: $0).status }
            #expect(verdicts.contains(.ok), "one of seven draws ends at once")
            #expect(verdicts.contains(.brokenHistory))
            let good = try #require(zip(runs, verdicts).first { $0.1 == .ok }?.0)
            let bad = try #require(zip(runs, verdicts).first { $0.1 != .ok }?.0)
            try write(try Self.file(history.events, runId: good), to: path)
            #expect(try summary([Lottery.self], [path]).status == .ok, "the file says which run it is")
            #expect(try summary([Lottery.self], [path], runId: bad).status == .brokenHistory)
            try write(try Self.file(Array(Self.rest()), runId: nil), to: path)
            let unnamed = try summary([LongRest.self], [path])
            #expect(unnamed.lines.last?.contains("--run-id") == true)
        }
    }

    @Test func `a fixture is the history with its names, an event a line, and replays again`() throws {
        try withFolder { folder in
            let events = Self.rest()
            let bare =
                "{\"events\":["
                + String(decoding: try Self.file(events).split(separator: 0x0A)[1...10].joined(), as: UTF8.self) + "]}"
            try write(Array(bare.utf8), to: "\(folder)/a.json")
            let summary = try summary([Rest.self], ["\(folder)/a.json"], runId: "r", fixture: "\(folder)/fixture.json")
            #expect(summary.lines == ["replays: 10 events, 2 decision tasks", "written to \(folder)/fixture.json"])
            let again = try HistoryFile.read("\(folder)/fixture.json")
            #expect(again.events == events)
            #expect(again.names.runId == "r")
            #expect(again.names.formatVersion == 1)
            let text = try String(contentsOfFile: "\(folder)/fixture.json", encoding: .utf8)
            #expect(text.split(separator: "\n").count == events.count + 2)
            #expect(try self.summary([Rest.self], ["\(folder)/fixture.json"]).status == .ok)
        }
    }

    @Test func `several fixtures go into a folder, each under its own name`() throws {
        try withFolder { folder in
            for part in ["x", "y"] {
                try FileManager.default.createDirectory(
                    atPath: "\(folder)/in/\(part)",
                    withIntermediateDirectories: true
                )
                try write(try Self.file(Self.rest()), to: "\(folder)/in/\(part)/one.json")
            }
            _ = try summary([Rest.self], ["\(folder)/in"], fixture: "\(folder)/out")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out").sorted() == [
                    "one-2.json", "one.json",
                ]
            )
        }
    }

    @Test(arguments: [
        (["w-17"], "w-17"), (["a/b"], nil), (["a.json"], nil), (["-"], nil), (["w", "v"], nil),
        ([NSTemporaryDirectory()], nil),
    ])
    func `what is no file and does not look like one is a workflow id`(histories: [String], id: String?) {
        let program = ReplayProgram(workflows: [], histories: histories, runId: nil, fixture: nil, json: false)
        #expect(program.executionId == id)
    }

    @Test func `a run belongs to one history`() {
        func problem(_ histories: [String], _ runId: String?) -> String? {
            ReplayProgram(workflows: [], histories: histories, runId: runId, fixture: nil, json: false).problem
        }
        #expect(problem(["a"], "r") == nil)
        #expect(problem(["a", "b"], nil) == nil)
        #expect(problem(["a", "b"], "r") == "--run-id names the run of one history; these are 2.")
        #expect(problem(["-", "-"], nil) == "Standard input can be read once.")
        #expect(problem([], nil) != nil)
    }

    @Test(arguments: [
        (#"{"workflowId":"w","runId":"r","events":[]}"#, "w", "r"),
        (#"{"execution":{"workflowId":"w","runId":"r"},"events":[]}"#, "w", "r"),
        (#"{"workflowExecution":{"workflowId":"w","runId":"r"},"events":[]}"#, "w", "r"),
        (#"{"runId":"","events":[]}"#, nil, nil), (#"{"workflowId":7,"events":[]}"#, nil, nil),
    ])
    func `whose history it is stands in a file in several ways`(
        text: String,
        workflowId: String?,
        runId: String?
    ) throws {
        let event =
            #"{"eventId":1,"eventTimestamp":1,"eventType":"WorkflowExecutionStarted","#
            + #""workflowExecutionStartedEventAttributes":{"childPolicy":"ABANDON","taskList":{"name":"l"},"#
            + #""workflowType":{"name":"n","version":"1"}}}"#
        let file = try HistoryFile(Array(text.replacing("[]", with: "[\(event)]").utf8))
        #expect(file.names.workflowId == workflowId)
        #expect(file.names.runId == runId)
        #expect(file.names.formatVersion == nil)
    }
}

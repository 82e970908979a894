import CommandSupport
import ExecutionPrograms
import Foundation
import HistoryLint
import SWFModel
import SWFWire
import Testing
import WorkflowCore

/// What `martlet lint` reads.
@Suite struct HistoryFileTests {
    private static let events = """
        {"eventId":1,"eventTimestamp":1700000000.5,"eventType":"WorkflowExecutionStarted",\
        "workflowExecutionStartedEventAttributes":{"childPolicy":"TERMINATE","parentInitiatedEventId":0,\
        "taskList":{"name":"main"},"workflowType":{"name":"Publish","version":"1"}}},
        {"eventId":2,"eventTimestamp":1700000000.5,"eventType":"DecisionTaskScheduled",\
        "decisionTaskScheduledEventAttributes":{"taskList":{"name":"main"}}}
        """

    private static func read(_ text: String) throws -> HistoryFile { try HistoryFile(Array(text.utf8)) }

    @Test(arguments: [
        #"{"events":[\#(events)]}"#,
        "[\(events)]",
        #"[{"events":[\#(events)],"nextPageToken":null}]"#,
        #"{"workflowId":"w","runId":"r","events":[\#(events)],"extra":{"deep":[1,2.5,true,null]}}"#,
        "\u{FEFF}[\(events)]",
        events.replacing("},\n{", with: "}\n{"),
        "[\(events.replacing("1700000000.5", with: "\"2023-11-14T22:13:20.500000+00:00\""))]",
        "[\(events.replacing("1700000000.5", with: "1.7000000005E9"))]",
    ])
    func `a history is read in every form that people keep it in`(text: String) throws {
        let file = try Self.read(text)
        #expect(file.events.map(\.eventType) == [.workflowExecutionStarted, .decisionTaskScheduled])
        #expect(file.events.allSatisfy { $0.eventTimestamp == Timestamp(milliseconds: 1_700_000_000_500) })
        #expect(LintReport(file).violations == [])
        #expect(LintReport(file).status == .ok)
    }

    @Test func `the names of the execution are read when they stand beside the events`() throws {
        let file = try Self.read(#"{"domain":"d","workflowId":"w","runId":"r","events":[\#(Self.events)]}"#)
        #expect(file.names.execution == WorkflowExecution(runId: "r", workflowId: "w"))
        #expect(file.names.domain == "d")
        #expect(try Self.read("[\(Self.events)]").names.execution == nil)
    }

    @Test func `a list of pages is one history`() throws {
        let parts = Self.events.components(separatedBy: "},\n")
        let file = try Self.read(#"[{"events":[\#(parts[0])}],"nextPageToken":"t"},{"events":[\#(parts[1])]}]"#)
        #expect(file.events.count == 2)
        #expect(file.notes == [])
    }

    @Test func `events in reverse order are turned round, and that is said`() throws {
        let parts = Self.events.components(separatedBy: "},\n")
        let file = try Self.read("[\(parts[1]),\(parts[0])}]")
        #expect(file.events.map(\.eventId) == [1, 2])
        #expect(file.notes == ["The events were in reverse order."])
    }

    @Test func `the largest number that an event can have is followed by none`() throws {
        let parts = Self.events.components(separatedBy: "},\n")
        let far = parts[1].replacing("\"eventId\":2", with: "\"eventId\":9223372036854775807")
        let file = try Self.read("[\(parts[0])},\(far),\(far)]")
        #expect(HistoryLinter.violations(in: file.events).filter { $0.rule == .numbers }.count == 2)
    }

    @Test func `a page that is not the last is checked as far as it goes, and that is said`() throws {
        let file = try Self.read(#"{"events":[\#(Self.events)],"nextPageToken":"more"}"#)
        #expect(LintReport(file).violations == [])
        #expect(file.notes == ["The last page has a nextPageToken: the history goes on after event 2."])
    }

    @Test(arguments: [
        ("", "empty"), ("  \n ", "empty"), ("[]", "no events"), ("{}", "without \"events\""),
        ("7", "neither an object nor a list"), ("{\"events\":7}", "\"events\" is not a list"),
        ("[{\"eventId\":1", "no JSON"), ("[7]", "Event number 1"), ("[{\"eventId\":1}]", "Event number 1"),
        ("[\(events.prefix(80))", "no JSON"),
        ("[\(events.replacing("\"DecisionTaskScheduled\"", with: "\"Nonsense\""))]", "Event number 2"),
        ("[\(events.replacing("decisionTaskScheduledEventAttributes", with: "other"))]", "Event number 2"),
        ("[\(events.replacing("\"eventId\":2", with: "\"eventId\":\"2\""))]", "Event number 2"),
        ("[\(events.replacing("\"eventId\":2", with: "\"eventId\":1e400"))]", ""),
        (
            "[\(events.replacing("\"eventId\":1,", with: "\"eventId\":51,").replacing("\"eventId\":2", with: "\"eventId\":52"))]",
            "begins at event 51"
        ),
        (String(repeating: "[", count: 5_000), ""),
        (String(repeating: "{\"events\":", count: 5_000), ""),
        ("{" + (0..<1_200).map { "\"k\($0)\":1" }.joined(separator: ",") + "}", "1200 members"),
        ("[\(events.replacing("1700000000.5", with: "\"yesterday\""))]", "Event number 1"),
    ])
    func `what is no history is refused with a sentence`(text: String, words: String) {
        do {
            _ = try Self.read(text)
            Issue.record("It was read.")
        } catch let problem as HistoryFile.Problem {
            #expect(Complaint(problem) == Complaint(.data, problem.description))
            #expect(words.isEmpty || problem.description.contains(words), "\(problem.description)")
            #expect(problem.description.hasSuffix("."))
        } catch {
            Issue.record(error)
        }
    }

    @Test func `a violation names its event, its rule and what is wrong, in text and in JSON`() throws {
        let file = try Self.read("[\(Self.events.replacing("\"eventId\":2", with: "\"eventId\":3"))]")
        let report = LintReport(file)
        #expect(report.status == .brokenHistory)
        #expect(
            report.lines == [
                "event 3 DecisionTaskScheduled, rule numbers: its number does not follow 1.", "2 events, 1 violations",
            ]
        )
        #expect(report.json.contains(#""eventId":3,"eventType":"DecisionTaskScheduled""#))
        #expect(report.json.contains(#""rule":"numbers""#))
    }

    @Test func `a file that is not there is a wrong use`() {
        #expect(throws: Complaint.self) { try LintReport.of("/nowhere/at/all.json") }
    }

    /// The histories recorded from the real service, in the folder `shared` beside the package.
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/histories").standardizedFileURL

    private static let recorded: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        if all.isEmpty { print("left out: the linter over recorded histories, for shared/histories is missing.") }
        return all.filter { $0.hasSuffix(".json") }.sorted()
    }()

    @Test(.enabled(if: !recorded.isEmpty), arguments: recorded)
    func `a history recorded from the real service breaks no rule, and folds to what its last event says`(
        name: String
    ) throws {
        let path = Self.folder.appending(path: name).path
        let report = try LintReport.of(path)
        #expect(report.violations == [])
        let file = try HistoryFile([UInt8](Data(contentsOf: URL(filePath: path))))
        let last = try #require(file.events.last)
        let identity = ExecutionIdentity(
            id: 1,
            domain: "d",
            execution: WorkflowExecution(runId: "r", workflowId: "w")
        )
        let state = ExecutionState.folding(file.events, identity: identity)
        #expect(state.inconsistency == nil)
        #expect(state.close?.timestamp == last.eventTimestamp)
        let words = state.close?.status.rawValue.replacing("_", with: "").lowercased() ?? "open"
        #expect(last.eventType.rawValue.lowercased() == "workflowexecution" + words)
    }

    @Test(.enabled(if: !recorded.isEmpty))
    func `all ten are there`() {
        #expect(Self.recorded.count == 10)
    }
}

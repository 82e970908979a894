import Foundation
public import Martlet
import SWFWire

/// A recorded history that is kept beside the tests, to hold today's code against.
///
/// It is JSON: what GetWorkflowExecutionHistory answers, what `martlet export` and `martlet replay` write, or what
/// ``TestExecution/saveFixture(_:filePath:)`` wrote, which is of the same form.
public struct HistoryFixture: Sendable {
    /// The execution; the run id seeds the numbers that the workflow draws.
    public var execution: WorkflowExecution
    /// The domain.
    public var domain: String
    /// The events, the oldest first.
    public var events: [HistoryEvent]

    /// A history in memory.
    public init(execution: WorkflowExecution, domain: String, events: [HistoryEvent]) {
        self.execution = execution
        self.domain = domain
        self.events = events
    }

    /// Reads a file.
    ///
    /// - Throws: What the file system says; `HistoryFile.Problem` when it is no history, or only some pages of one.
    public init(path: String) throws {
        let file = try HistoryFile([UInt8](Data(contentsOf: URL(filePath: path))))
        try file.checkIsWhole()
        self.init(
            execution: file.names.execution ?? WorkflowExecution(runId: "run-1", workflowId: "recorded"),
            domain: file.names.domain ?? "test",
            events: file.events
        )
    }

    /// Reads a file in the folder `Fixtures` beside a source file.
    ///
    /// - Throws: As ``init(path:)``.
    public init(_ name: String, beside filePath: String) throws {
        try self.init(path: Self.path(name, beside: filePath))
    }

    /// Writes a file, an event a line, so that changes of it can be read.
    ///
    /// - Throws: What the file system says.
    public func write(path: String) throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        let names = HistoryNames(domain: domain, workflowId: execution.workflowId, runId: execution.runId)
        try Data(ExecutionFile(names: names, events: events).encoded()).write(to: url, options: .atomic)
    }

    static func path(_ name: String, beside filePath: String) -> String {
        let file = name.hasSuffix(".json") ? name : "\(name).json"
        return URL(filePath: filePath).deletingLastPathComponent().appending(path: "Fixtures/\(file)").path
    }
}

extension TestExecution {
    /// Keeps the history of its latest run in `Fixtures/<name>.json` beside the test.
    ///
    /// - Throws: What the file system says; `StoreError` when the store cannot be read.
    public func saveFixture(_ name: String, filePath: String = #filePath) async throws {
        let runs = try await runs()
        let run = runs[runs.count - 1]
        let fixture = HistoryFixture(
            execution: run,
            domain: test.domain,
            events: try await test.history(of: run)
        )
        try fixture.write(path: HistoryFixture.path(name, beside: filePath))
    }
}

/// Checks that today's code follows a history that was recorded earlier: `Fixtures/<fixture>` beside the test.
///
/// - Parameters:
///   - workflows: The workflows as they are now.
///   - fixture: The name of the file.
///   - turnLimit: How long the code may compute between two waits before it is given up. Defaults to 10 seconds.
///   - filePath: The path of the test, beside which the fixture is; the compiler fills it in.
///   - fileID: The file of the test, for messages; likewise.
///   - line: The line of the test, likewise.
/// - Throws: ``WorkflowTestFailure`` with the place where it does not; as ``HistoryFixture/init(path:)``.
public func expectReplays(
    _ workflows: any Workflow.Type...,
    fixture: String,
    turnLimit: Duration = .seconds(10),
    filePath: String = #filePath,
    fileID: String = #fileID,
    line: Int = #line
) throws {
    let history = try HistoryFixture(fixture, beside: filePath)
    let report = Replayer(workflows: workflows, turnLimit: turnLimit)
        .replay(history.events, of: history.execution, domain: history.domain)
    guard case .replays = report.verdict else {
        throw WorkflowTestFailure("\(fixture): \(report)", fileID: fileID, line: line)
    }
}

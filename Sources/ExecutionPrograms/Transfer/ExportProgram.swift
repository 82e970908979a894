import AppSettings
public import CommandSupport
import Foundation
import SWFClient
import SWFModel
import SWFWire
import ServiceSupport

/// Writes one execution with its history as one file: what `martlet export` does, with any service that speaks the protocol.
public struct ExportProgram: Sendable {
    /// The workflow id.
    public var id: String
    /// The run; nil for the open one, else the newest.
    public var runId: String?
    /// The file, which must not exist; nil for standard output.
    public var output: String?
    /// Whether to terminate the execution once the file is safe.
    public var terminates: Bool
    /// Whether to say what was done as JSON.
    public var json: Bool

    /// Creates the value from its parts.
    public init(id: String, runId: String?, output: String?, terminates: Bool, json: Bool) {
        self.id = id
        self.runId = runId
        self.output = output
        self.terminates = terminates
        self.json = json
    }

    /// The reason of a termination, for the history there.
    static let reason = "Exported to another service"

    /// What is written as JSON.
    private struct Report: Encodable {
        var events: Int
        var executionStatus: ExecutionStatus
        var notes: [String]
        var output: String
        var runId: String
        var terminated: Bool
        var workflowId: String
    }

    /// What is wrong with the command line, as a sentence; nil when nothing is.
    public var problem: String? {
        if terminates, output == nil { return "--terminate needs --output: the history must be in a file first." }
        if json, output == nil { return "--json says what was done, and needs --output: the export itself is JSON." }
        return nil
    }

    /// Exports.
    public func run(_ program: Program) async throws -> ProgramStatus {
        // Before anything is asked: the file is made at the end, and terminating comes after it.
        if let output, FileManager.default.fileExists(atPath: output) {
            throw Complaint(.usage, "There is a file \(output) already; choose another name, or take it away.")
        }
        try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            try await export(from: service, domain: program.settings.domain, program.terminal)
        }
        return .ok
    }

    /// Exports from a service.
    func export(from service: any SimpleWorkflowService, domain: String, _ terminal: Terminal) async throws {
        let execution = try await ExecutionFinder(service: service, domain: domain).find(id, run: runId)
        let reading = ExecutionReading(service: service, domain: domain)
        let found = try await reading.read(execution)
        var file = ExecutionFile(
            names: HistoryNames(domain: domain, workflowId: execution.workflowId, runId: execution.runId),
            description: found.detail,
            events: found.events
        )
        guard let output else {
            // The file ends its last line, as this does.
            return terminal.print(String(decoding: try file.encoded().dropLast(), as: UTF8.self))
        }
        try DurableFile.write(try file.encoded(), to: output, replaces: false)
        var notes: [String] = []
        if found.isMoving {
            notes.append("The execution went on while it was read: the description may be newer than the history.")
        }
        var isOpen = !Self.isClosed(found.events)
        var terminated = false
        if terminates, isOpen {
            let end = try await terminate(execution, service, reading)
            terminated = end.byUs
            isOpen = false
            if end.events.count > file.events.count {
                // What happened between the file and the end is in the history, and so it is brought into the file.
                file.events = end.events
                try DurableFile.write(try file.encoded(), to: output, replaces: true)
            }
            if !end.byUs { notes.append("It had closed by itself: the file holds its whole history, with the close.") }
        }
        if isOpen {
            notes.append(
                "It is still open where it is: terminate it there, with --child-policy abandon, before it goes on elsewhere."
            )
        }
        try say(
            Report(
                events: file.events.count,
                executionStatus: Self.isClosed(file.events) ? .closed : .open,
                notes: notes,
                output: output,
                runId: execution.runId,
                terminated: terminated,
                workflowId: execution.workflowId
            ),
            terminal
        )
    }

    /// Terminates the execution, leaving its children alone, and reads what its history is then.
    ///
    /// - Returns: The history without that termination; and whether there is one, which is not so when it closed before.
    private func terminate(
        _ execution: WorkflowExecution,
        _ service: any SimpleWorkflowService,
        _ reading: ExecutionReading
    ) async throws -> (events: [HistoryEvent], byUs: Bool) {
        do {
            try await service.terminateWorkflowExecution(
                TerminateWorkflowExecutionInput(
                    childPolicy: .abandon,
                    domain: reading.domain,
                    reason: Self.reason,
                    runId: execution.runId,
                    workflowId: execution.workflowId
                )
            )
        } catch let fault as Fault where fault.code == .unknownResource {
            // It closed since it was read; or the answer to a first try was lost. Its history says which.
        }
        // Amazon SWF promises no more than that a history shows the latest in the end.
        for attempt in 1...Self.attempts {
            var events = try await reading.read(execution).events
            if case .workflowExecutionTerminated(let attributes)? = events.last?.attributes,
                attributes.reason == Self.reason
            {
                events.removeLast()
                return (events, true)
            }
            if Self.isClosed(events) { return (events, false) }
            // No call tells when it will, so it is asked again, not in a loop.
            if attempt < Self.attempts { try await Task.sleep(for: .seconds(1)) }
        }
        throw Complaint(
            .unexpected,
            "The execution was terminated, and its history does not show it yet. What happened to it after the file was "
                + "written is missing there: export this run again under another name, and compare."
        )
    }

    /// How often the history is read that must show the termination.
    private static let attempts = 10

    private static func isClosed(_ events: [HistoryEvent]) -> Bool {
        events.last?.eventType.closesExecution == true
    }

    private func say(_ report: Report, _ terminal: Terminal) throws {
        if json { return terminal.print(String(decoding: try AWSJSON.encode(report), as: UTF8.self)) }
        let status = report.terminated ? "open, and terminated there" : report.executionStatus.rawValue.lowercased()
        terminal.print(
            "exported \(report.workflowId) \(report.runId): \(ReplayOutcome.count(report.events, "event")), \(status), "
                + "to \(report.output)"
        )
        report.notes.forEach(terminal.print)
    }
}

extension EventType {
    /// Whether the event is the last of its history.
    var closesExecution: Bool {
        switch self {
        case .workflowExecutionCompleted, .workflowExecutionFailed, .workflowExecutionCanceled,
            .workflowExecutionTerminated, .workflowExecutionTimedOut, .workflowExecutionContinuedAsNew:
            true
        default: false
        }
    }
}

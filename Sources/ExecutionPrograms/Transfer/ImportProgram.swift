import AppSettings
public import CommandSupport
import HistoryLint
import SWFClient
import SWFModel
import SWFWire
import ServiceSupport

/// Puts an execution from a file into a running Martlet server: what `martlet import` does.
public struct ImportProgram: Sendable {
    /// The file: an export, or any other history with the names that it lacks.
    public var file: String
    /// The workflow id; nil for the one that the file says.
    public var workflowId: String?
    /// The run id; nil for the one that the file says.
    public var runId: String?
    /// Whether to say what was done as JSON.
    public var json: Bool

    /// Creates the value from its parts.
    public init(file: String, workflowId: String?, runId: String?, json: Bool) {
        self.file = file
        self.workflowId = workflowId
        self.runId = runId
        self.json = json
    }

    /// What is written as JSON.
    private struct Report: Encodable {
        var domain: String
        var events: Int
        var executionStatus: ExecutionStatus?
        var notes: [String]
        var runId: String
        var workflowId: String
    }

    /// Imports into the service of the settings: into the domain that `--domain` names, else into that of the file.
    public func run(_ options: SettingsOptions) async throws {
        try await Program.run("martlet", options) { program in
            let history = try read()
            let domain = options.domain ?? history.names.domain ?? program.settings.domain
            return try await ServiceAccess.with(program.settings, logger: program.logger) { service in
                try await send(history, to: service, domain: domain, program.terminal)
            }
        }
    }

    /// Reads the file, and refuses what no server would take.
    ///
    /// - Throws: ``Complaint``: `usage` when the file cannot be read or does not say whose history it is, `data` when it is no
    ///   history or only a part of one, `brokenHistory` when it breaks a rule.
    func read() throws(Complaint) -> HistoryFile {
        var history = try HistoryFile.read(file)
        if let version = history.names.formatVersion, version > ExecutionFile.version {
            throw Complaint(.data, "\(file) was written by a newer Martlet (format version \(version)); use that one.")
        }
        history.names.workflowId = workflowId ?? history.names.workflowId
        history.names.runId = runId ?? history.names.runId
        guard history.names.execution != nil else {
            throw Complaint(
                .usage,
                "\(file) does not say whose history it is: name --workflow-id and --run-id."
            )
        }
        guard !history.isCut else {
            throw Complaint(
                .data,
                "\(file) holds only a part of the history, up to event \(history.events.last?.eventId ?? 0): join its pages, "
                    + "or ask for all."
            )
        }
        let violations = HistoryLinter.violations(in: history.events, mayHandBack: true)
        guard violations.isEmpty else {
            let first = violations.prefix(3).map { "event \($0)" }.joined(separator: "\n")
            throw Complaint(
                .brokenHistory,
                "\(file) breaks \(violations.count == 1 ? "a rule" : "\(violations.count) rules") of the service "
                    + "(martlet lint names all):\n\(first)"
            )
        }
        return history
    }

    /// Sends the history in as many requests as it needs.
    func send(
        _ history: HistoryFile,
        to service: any WorkflowExecutionImporter,
        domain: String,
        _ terminal: Terminal
    ) async throws -> ProgramStatus {
        guard let execution = history.names.execution else { return .usage }
        var answer = ImportWorkflowExecutionOutput(eventCount: 0)
        do {
            for part in try HistoryParts.parts(of: history.events) {
                answer = try await service.importWorkflowExecution(
                    ImportWorkflowExecutionInput(
                        domain: domain,
                        events: part.events,
                        execution: execution,
                        isLast: part.isLast
                    )
                )
            }
        } catch let fault as Fault where fault.code == .unknownOperation {
            throw Complaint(.usage, "The service takes no executions over: only a Martlet server does.")
        } catch let fault as Fault where [.validation, .serialization].contains(fault.code) {
            throw Complaint(.data, "The service refused: \(fault.message ?? fault.code.rawValue)")
        }
        var notes = answer.notes
        if answer.executionStatus == .open {
            notes.append("Where it was exported from it may still be open: terminate it there, or both go on.")
        }
        let report = Report(
            domain: domain,
            events: answer.eventCount,
            executionStatus: answer.executionStatus,
            notes: notes,
            runId: execution.runId,
            workflowId: execution.workflowId
        )
        if json {
            terminal.print(String(decoding: try AWSJSON.encode(report), as: UTF8.self))
        } else {
            let status = answer.executionStatus?.rawValue.lowercased() ?? "unknown"
            terminal.print(
                "imported \(execution.workflowId) \(execution.runId) into the domain \(domain): "
                    + "\(ReplayOutcome.count(answer.eventCount, "event")), \(status)"
            )
            notes.forEach(terminal.print)
        }
        return .ok
    }
}

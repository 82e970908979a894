import AppSettings
public import CommandSupport
import Martlet
import SWFClient
import SWFModel
import Schedules
import ServiceSupport

/// `martlet rerun`: starts an execution anew as it was started before, from its beginning.
public struct RerunProgram: Sendable {
    /// The workflow id of the execution that is run again.
    public var id: String
    /// Its run id; nil means its newest run.
    public var run: String?
    /// The workflow id of the new execution; that of the old one when nil.
    public var newId: String?
    /// Another input as JSON text; that of the old one when nil.
    public var input: String?
    /// Whether to wait until the execution is closed, showing its steps.
    public var waits: Bool
    /// Whether to write one JSON object instead of lines.
    public var json: Bool

    /// Creates the value from its parts.
    public init(id: String, run: String?, newId: String?, input: String?, waits: Bool, json: Bool) {
        self.id = id
        self.run = run
        self.newId = newId
        self.input = input
        self.waits = waits
        self.json = json
    }

    /// Starts, and waits.
    ///
    /// - Throws: ``Complaint``: `usage` when there is no such execution, `alreadyRunning` when one with the new one's workflow id
    ///   is open; `Fault`.
    public func run(_ program: Program) async throws -> ProgramStatus {
        let settings = program.settings
        return try await ServiceAccess.with(settings, logger: program.logger) { service in
            let execution = try await start(service, domain: settings.domain)
            let started = StartedExecution(execution: execution, terminal: program.terminal, json: json)
            let starter = Starter(service: service, domain: settings.domain, taskList: settings.taskList)
            return try await started.follow(starter, waits: waits)
        }
    }

    /// Starts it with the type, input, task list, timeouts, policy, tags, priority and role of the old one. A child is run again as
    /// an execution of its own, and what continued another as the beginning of a chain. By its tags the new run of what a schedule
    /// started is one of that schedule's runs.
    func start(_ service: some SimpleWorkflowService, domain: String) async throws -> WorkflowExecution {
        for name in [id, newId ?? id] where LedgerNote.ownNames.contains(name) {
            throw Complaint(.usage, "\(name) is cron's own: cron begins it anew by itself when it has closed.")
        }
        let old = try await ExecutionFinder(service: service, domain: domain).find(id, run: run)
        let page = GetWorkflowExecutionHistoryInput(domain: domain, execution: old, maximumPageSize: 1)
        guard
            case .workflowExecutionStarted(let before)? =
                try await service.getWorkflowExecutionHistory(page).events.first?.attributes
        else { throw Complaint(.data, "The history of \(old.workflowId) (run \(old.runId)) has no beginning.") }
        let start = StartWorkflowExecutionInput(
            childPolicy: before.childPolicy,
            domain: domain,
            executionStartToCloseTimeout: before.executionStartToCloseTimeout,
            input: input ?? before.input,
            lambdaRole: before.lambdaRole,
            tagList: before.tagList,
            taskList: before.taskList,
            taskPriority: before.taskPriority,
            taskStartToCloseTimeout: before.taskStartToCloseTimeout,
            workflowId: newId ?? old.workflowId,
            workflowType: before.workflowType
        )
        do {
            let runId = try await service.startWorkflowExecution(start).runId
            return WorkflowExecution(runId: runId ?? "", workflowId: start.workflowId)
        } catch let fault as Fault where fault.code == .workflowExecutionAlreadyStarted {
            // It may be the new one: the client asks again when the answer to a start was lost.
            let open = try? await ExecutionFinder(service: service, domain: domain).find(start.workflowId, run: nil)
            throw Complaint(
                .alreadyRunning,
                "An execution with the workflow id \(start.workflowId) is open\(open.map { ": run \($0.runId)" } ?? ""). End it first "
                    + "(martlet terminate), or give the new one an id of its own (--id)."
            )
        }
    }
}

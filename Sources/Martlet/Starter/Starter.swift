/// Starts executions, and waits for them.
public struct Starter: Sendable {
    let service: any SimpleWorkflowService
    let domain: String
    private let taskList: String

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
        priority: Int? = nil,
        lambdaRole: String? = nil
    ) async throws -> WorkflowExecution {
        let definition = workflow.definition
        return try await start(
            definition.type,
            input: ValueText.encode(input, field: "the input of the workflow \(definition.name)"),
            workflowId: workflowId,
            tags: tags,
            taskList: definition.taskList,
            priority: priority,
            lambdaRole: lambdaRole
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
        childPolicy: ChildPolicy? = nil,
        lambdaRole: String? = nil
    ) async throws -> WorkflowExecution {
        try ValueText.check(input, field: "the input of the workflow \(type.name)")
        let run = try await service.startWorkflowExecution(
            StartWorkflowExecutionInput(
                childPolicy: childPolicy,
                domain: domain,
                executionStartToCloseTimeout: executionStartToClose?.timeout,
                input: input,
                lambdaRole: lambdaRole,
                tagList: tags.isEmpty ? nil : tags,
                taskList: TaskList(name: taskList ?? self.taskList),
                taskPriority: priority.map { String($0) },
                taskStartToCloseTimeout: taskStartToClose?.timeout,
                workflowId: workflowId,
                workflowType: type
            )
        )
        return WorkflowExecution(runId: run.runId ?? "", workflowId: workflowId)
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
        var seen = 0
        var wait = interval
        while true {
            try Task.checkCancellation()
            do {
                let events = try await newEvents(of: execution, after: seen)
                for event in events {
                    await onEvent(event)
                    seen = event.eventId
                    if let outcome = ExecutionOutcome(execution: execution, event: event) { return outcome }
                }
                wait = events.isEmpty ? min(wait * 3 / 2, longestInterval) : interval
            } catch let fault as Fault where !fault.willPass {
                throw fault
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                // No answer came; the execution goes on all the same.
                wait = min(wait * 2, longestInterval)
            }
            // The service has no call that waits for an execution to close, so its history is asked for, ever more seldom.
            try await Task.sleep(for: wait)
        }
    }

    /// The events after one, in order: read from the end, so that a long history is not read again and again.
    private func newEvents(of execution: WorkflowExecution, after seen: EventId) async throws -> [HistoryEvent] {
        var newest: [HistoryEvent] = []
        var input = GetWorkflowExecutionHistoryInput(
            domain: domain,
            execution: execution,
            maximumPageSize: seen == 0 ? 1_000 : 100,
            reverseOrder: true
        )
        while true {
            let page = try await service.getWorkflowExecutionHistory(input)
            newest += page.events.prefix { $0.eventId > seen }
            guard let last = page.events.last, last.eventId > seen + 1, let token = page.nextPageToken, !token.isEmpty
            else { return newest.reversed() }
            input.nextPageToken = token
        }
    }
}

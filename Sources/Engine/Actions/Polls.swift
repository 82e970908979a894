public import SWFModel
public import SWFWire
import Storage
import Synchronization
import WorkflowCore

extension WorkflowEngine {
    /// Waits for a decision task, or reads a further page of one.
    public func pollForDecisionTask(_ input: PollForDecisionTaskInput) async throws -> DecisionTask? {
        try await pollForDecisionTaskEncoded(input)?.decoded()
    }

    /// Waits for a decision task, or reads a further page of one; the events are ready JSON (swf-spec.md 2.4.27).
    public func pollForDecisionTaskEncoded(_ input: PollForDecisionTaskInput) async throws -> EncodedDecisionTask? {
        try enter(.pollForDecisionTask, input)
        switch try PageToken.open(for: input, by: seal, now: clock.now) {
        case nil:
            break
        case .decisionTask(let token, let previous, let next):
            let task = try TaskToken(token, of: .decision, by: seal)
            return try await decisionTaskPage(input, task: task, previousStartedEventId: previous, next: next)
        default:
            throw Fault.invalidToken
        }
        let list = TaskListName(domain: input.domain, kind: .decision, name: input.taskList.name)
        guard let task = try await claim(list, identity: input.identity) else { return nil }
        do {
            return try await decisionTaskPage(
                input,
                task: task.token,
                previousStartedEventId: task.previousStartedEventId,
                next: nil,
                of: (task.execution, task.workflowType)
            )
        } catch {
            // The poll learns nothing of the task: the next one may have it at once.
            try? await takeBack(task.token, identity: input.identity, reason: nil)
            throw error
        }
    }

    /// Waits for an activity task.
    public func pollForActivityTask(_ input: PollForActivityTaskInput) async throws -> SWFModel.ActivityTask? {
        try enter(.pollForActivityTask, input)
        let list = TaskListName(domain: input.domain, kind: .activity, name: input.taskList.name)
        guard let task = try await claim(list, identity: input.identity), let activity = task.activity else {
            return nil
        }
        return SWFModel.ActivityTask(
            activityId: activity.id,
            activityType: activity.type,
            input: activity.input,
            startedEventId: task.token.startedEventId,
            taskToken: task.token.sealed(by: seal),
            workflowExecution: task.execution
        )
    }

    /// How many activity tasks wait in a list.
    public func countPendingActivityTasks(_ input: CountPendingActivityTasksInput) async throws -> PendingTaskCount {
        try enter(.countPendingActivityTasks, input)
        return try countPending(TaskListName(domain: input.domain, kind: .activity, name: input.taskList.name))
    }

    /// How many decision tasks wait in a list.
    public func countPendingDecisionTasks(_ input: CountPendingDecisionTasksInput) async throws -> PendingTaskCount {
        try enter(.countPendingDecisionTasks, input)
        return try countPending(TaskListName(domain: input.domain, kind: .decision, name: input.taskList.name))
    }

    private func countPending(_ list: TaskListName) throws -> PendingTaskCount {
        try state.withLock { state throws(Fault) in
            _ = try state.domain(list.domain)
            return PendingTaskCount(count: state.taskLists[list]?.count ?? 0, truncated: false)
        }
    }

    /// A page of the events of a decision task. The events end with the task's own DecisionTaskStarted on every page,
    /// however far the history has gone on (swf-spec.md 5.1).
    private func decisionTaskPage(
        _ input: PollForDecisionTaskInput,
        task: TaskToken,
        previousStartedEventId: EventId,
        next: EventId?,
        of known: (execution: WorkflowExecution, type: WorkflowType)? = nil
    ) async throws -> EncodedDecisionTask {
        let unknown = Fault.unknownDecisionTask(scheduledEventId: task.scheduledEventId)
        let (execution, type): (WorkflowExecution, WorkflowType)
        if let known {
            (execution, type) = known
        } else {
            let state = try await committedState(of: task.executionId, unknown: unknown)
            guard case .started(let started, _) = state.decisionTask, started.startedEventId == task.startedEventId
            else {
                throw unknown
            }
            (execution, type) = (state.identity.execution, state.workflowType)
        }
        let first = input.startAtPreviousStartedEvent == true ? max(previousStartedEventId, 1) : 1
        let page = try await historyPage(
            of: task.executionId,
            in: first...task.startedEventId,
            next: next,
            reverse: input.reverseOrder ?? false,
            size: pageSize(input.maximumPageSize),
            unknown: unknown
        )
        let token = task.sealed(by: seal)
        return EncodedDecisionTask(
            events: page.events,
            nextPageToken: try page.next.map { next in
                try PageToken.sealed(
                    .decisionTask(token: token, previousStartedEventId: previousStartedEventId, next: next),
                    for: input,
                    by: seal,
                    now: clock.now,
                    limits: configuration.limits
                )
            },
            previousStartedEventId: previousStartedEventId,
            startedEventId: task.startedEventId,
            taskToken: token,
            workflowExecution: execution,
            workflowType: type
        )
    }
}

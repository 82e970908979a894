public import SWFModel
import Storage
import Synchronization
import WorkflowCore

extension WorkflowEngine {
    /// Answers a decision task with decisions (swf-spec.md 2.4.28).
    public func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        try enter(.respondDecisionTaskCompleted, input)
        let token = try TaskToken(input.taskToken, of: .decision, by: seal)
        let unknown = Fault.unknownDecisionTask(scheduledEventId: token.scheduledEventId)
        let now = clock.now
        // Only a batch that continues as new needs a run id, and randomness costs a system call.
        let continues = input.decisions?.contains { $0.decisionType == .continueAsNewWorkflowExecution } ?? false
        let newRunId = continues ? configuration.newRunId() : ""
        let uptime = configuration.throttling == nil ? .zero : clock.uptime
        while true {
            let ticket = try await decided { state throws(Fault) -> Int? in
                guard let domain = state.residents[token.executionId]?.identity.domain else { return nil }
                var context = try state.domain(domain).decisionContext(
                    limits: state.limits,
                    callsLambdaFunctions: configuration.lambdaService != nil,
                    refusedDecisions: configuration.refusedDecisions,
                    newRunId: newRunId
                )
                context.allowance = state.allowance(for: input.decisions ?? [], in: domain, at: uptime)
                let applied = try state.apply(to: token.executionId, now: now) { machine throws(Fault) in
                    let transition = try machine.decisionTaskCompleted(
                        scheduledEventId: token.scheduledEventId,
                        startedEventId: token.startedEventId,
                        input,
                        context: context,
                        at: now
                    )
                    return (transition.allowance, transition)
                }
                if let given = context.allowance, let left = applied?.value {
                    state.throttle?.take(given, left: left, domain: domain, at: uptime)
                }
                return applied?.ticket
            }
            if let ticket { return try await settle(ticket) }
            guard try await bringIntoMemory(token.executionId) else { throw unknown }
        }
    }

    /// Answers an activity task: completed.
    public func respondActivityTaskCompleted(_ input: RespondActivityTaskCompletedInput) async throws {
        try enter(.respondActivityTaskCompleted, input)
        try await answer(try activityTask(input.taskToken)) { machine, task, now throws(Fault) in
            let transition = try machine.activityTaskCompleted(
                scheduledEventId: task.scheduledEventId,
                startedEventId: task.startedEventId,
                result: input.result,
                at: now
            )
            return ((), transition)
        }
    }

    /// Answers an activity task: failed.
    public func respondActivityTaskFailed(_ input: RespondActivityTaskFailedInput) async throws {
        try enter(.respondActivityTaskFailed, input)
        try await answer(try activityTask(input.taskToken)) { machine, task, now throws(Fault) in
            let transition = try machine.activityTaskFailed(
                scheduledEventId: task.scheduledEventId,
                startedEventId: task.startedEventId,
                reason: input.reason,
                details: input.details,
                at: now
            )
            return ((), transition)
        }
    }

    /// Answers an activity task: canceled.
    public func respondActivityTaskCanceled(_ input: RespondActivityTaskCanceledInput) async throws {
        try enter(.respondActivityTaskCanceled, input)
        try await answer(try activityTask(input.taskToken)) { machine, task, now throws(Fault) in
            let transition = try machine.activityTaskCanceled(
                scheduledEventId: task.scheduledEventId,
                startedEventId: task.startedEventId,
                details: input.details,
                at: now
            )
            return ((), transition)
        }
    }

    /// Says that a worker is still at its activity task.
    public func recordActivityTaskHeartbeat(
        _ input: RecordActivityTaskHeartbeatInput
    ) async throws
        -> ActivityTaskStatus
    {
        try enter(.recordActivityTaskHeartbeat, input)
        let task = try activityTask(input.taskToken)
        try enter(.recordActivityTaskHeartbeat, ofRun: task.executionId)
        return try await answer(task) { machine, task, now throws(Fault) in
            let heartbeat = try machine.activityTaskHeartbeat(
                scheduledEventId: task.scheduledEventId,
                startedEventId: task.startedEventId,
                details: input.details,
                at: now
            )
            return (heartbeat.status, heartbeat.transition)
        }
    }

    /// The activity task that a token names.
    ///
    /// - Throws: `ValidationException`, when it is none of ours.
    private func activityTask(_ token: String) throws(Fault) -> TaskToken {
        try TaskToken(token, of: .activity, by: seal)
    }

    private func answer<Value: Sendable>(
        _ task: TaskToken,
        _ command: (inout ExecutionMachine, TaskToken, Timestamp) throws(Fault) -> (Value, Transition)
    ) async throws -> Value {
        let unknown = Fault.unknownActivity(scheduledEventId: task.scheduledEventId)
        return try await apply(to: task.executionId, unknown: unknown) { machine, now throws(Fault) in
            try command(&machine, task, now)
        }
    }
}

extension EngineState {
    /// How many of its decisions a batch may carry out now; nil when nobody is slowed down.
    mutating func allowance(for decisions: [Decision], in domain: String, at uptime: Duration) -> DecisionAllowance? {
        guard throttle != nil else { return nil }
        let taskLists = decisions.compactMap { decision -> String? in
            guard case .scheduleActivityTask(let attributes) = decision else { return nil }
            return attributes.taskList?.name
                ?? domains[domain]?.activityTypes[attributes.activityType]?.configuration.defaultTaskList?.name
        }
        return throttle?.allowance(for: decisions, domain: domain, taskLists: taskLists, at: uptime)
    }
}

public import SWFModel
import Synchronization
import WorkflowCore

extension WorkflowEngine {
    /// Answers a decision task with decisions (swf-spec.md 2.4.28).
    public func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        try validate(input)
        let token = try TaskToken(input.taskToken, of: .decision, by: seal)
        let unknown = Fault.unknownDecisionTask(scheduledEventId: token.scheduledEventId)
        let now = clock.now
        // Only a batch that continues as new needs a run id, and randomness costs a system call.
        let continues = input.decisions?.contains { $0.decisionType == .continueAsNewWorkflowExecution } ?? false
        let newRunId = continues ? configuration.newRunId() : ""
        while true {
            let ticket = try state.withLock { state throws(Fault) -> Int? in
                guard let domain = state.residents[token.executionId]?.identity.domain else { return nil }
                let context = try state.domain(domain).decisionContext(
                    limits: state.limits,
                    callsLambdaFunctions: configuration.lambdaService != nil,
                    newRunId: newRunId
                )
                return try state.apply(to: token.executionId, now: now) { machine throws(Fault) in
                    let transition = try machine.decisionTaskCompleted(
                        scheduledEventId: token.scheduledEventId,
                        startedEventId: token.startedEventId,
                        input,
                        context: context,
                        at: now
                    )
                    return ((), transition)
                }?.ticket
            }
            if let ticket { return try await settle(ticket) }
            guard try await bringIntoMemory(token.executionId) else { throw unknown }
        }
    }

    /// Answers an activity task: completed.
    public func respondActivityTaskCompleted(_ input: RespondActivityTaskCompletedInput) async throws {
        try validate(input)
        try await answer(input.taskToken) { machine, token, now throws(Fault) in
            let transition = try machine.activityTaskCompleted(
                scheduledEventId: token.scheduledEventId,
                startedEventId: token.startedEventId,
                result: input.result,
                at: now
            )
            return ((), transition)
        }
    }

    /// Answers an activity task: failed.
    public func respondActivityTaskFailed(_ input: RespondActivityTaskFailedInput) async throws {
        try validate(input)
        try await answer(input.taskToken) { machine, token, now throws(Fault) in
            let transition = try machine.activityTaskFailed(
                scheduledEventId: token.scheduledEventId,
                startedEventId: token.startedEventId,
                reason: input.reason,
                details: input.details,
                at: now
            )
            return ((), transition)
        }
    }

    /// Answers an activity task: canceled.
    public func respondActivityTaskCanceled(_ input: RespondActivityTaskCanceledInput) async throws {
        try validate(input)
        try await answer(input.taskToken) { machine, token, now throws(Fault) in
            let transition = try machine.activityTaskCanceled(
                scheduledEventId: token.scheduledEventId,
                startedEventId: token.startedEventId,
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
        try validate(input)
        return try await answer(input.taskToken) { machine, token, now throws(Fault) in
            let heartbeat = try machine.activityTaskHeartbeat(
                scheduledEventId: token.scheduledEventId,
                startedEventId: token.startedEventId,
                details: input.details,
                at: now
            )
            return (heartbeat.status, heartbeat.transition)
        }
    }

    private func answer<Value: Sendable>(
        _ text: String,
        _ command: (inout ExecutionMachine, TaskToken, Timestamp) throws(Fault) -> (Value, Transition)
    ) async throws -> Value {
        let token = try TaskToken(text, of: .activity, by: seal)
        let unknown = Fault.unknownActivity(scheduledEventId: token.scheduledEventId)
        return try await apply(to: token.executionId, unknown: unknown) { machine, now throws(Fault) in
            try command(&machine, token, now)
        }
    }
}

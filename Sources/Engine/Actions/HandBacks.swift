public import SWFModel
import SWFWire
import Synchronization
import WorkflowCore

/// Processes that leave without a loss: Martlet's own actions, outside of the 39.
extension WorkflowEngine: TaskKeeper {
    /// Takes back an activity or decision task that was handed out and not answered.
    public func handBack(taskToken: String, identity: String?, reason: String?) async throws {
        try enter(.handBackTask, HandBackTaskInput(identity: identity, reason: reason, taskToken: taskToken))
        try await takeBack(try TaskToken(taskToken, by: seal), identity: identity, reason: reason)
    }

    /// Takes a task back, whoever finds that nobody will answer it.
    ///
    /// - Throws: `UnknownResourceFault` when it is not open any more.
    func takeBack(_ task: TaskToken, identity: String?, reason: String?) async throws {
        switch task.kind {
        case .activity:
            let unknown = Fault.unknownActivity(scheduledEventId: task.scheduledEventId)
            try await apply(to: task.executionId, unknown: unknown) { machine, now throws(Fault) in
                let transition = try machine.activityTaskHandedBack(
                    scheduledEventId: task.scheduledEventId,
                    startedEventId: task.startedEventId,
                    identity: identity,
                    reason: reason,
                    at: now
                )
                return ((), transition)
            }
        case .decision:
            let unknown = Fault.unknownDecisionTask(scheduledEventId: task.scheduledEventId)
            try await apply(to: task.executionId, unknown: unknown) { machine, now throws(Fault) in
                let transition = try machine.decisionTaskHandedBack(
                    scheduledEventId: task.scheduledEventId,
                    startedEventId: task.startedEventId,
                    at: now
                )
                return ((), transition)
            }
        }
    }

    /// Ends the polls of an identity that wait in a domain; each comes back empty.
    ///
    /// A poll that was given a task in the commit group of this moment does not wait any more: it comes back with the task.
    @discardableResult
    public func endPolls(domain: String, identity: String) async throws -> Int {
        try enter(.endPolls, EndPollsInput(domain: domain, identity: identity))
        let polls = try state.withLock { state throws(Fault) in
            _ = try state.domain(domain)
            return state.takePolls(of: identity, in: domain)
        }
        for poll in polls { poll.continuation.resume(returning: .empty) }
        return polls.count
    }
}

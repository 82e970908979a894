public import SWFModel

/// Tasks that whoever holds them hands back unanswered. No action of Amazon SWF does so: what is written are the events of a
/// timeout, which every decider understands, with the consequences of one (see ``SWFModel/HandBack``).
///
/// Both throw UnknownResourceFault when the execution is closed or the task is not open and started by that very event.
extension ExecutionMachine {
    /// A worker hands its activity task back: ActivityTaskTimedOut, of the clock that watches over workers where the task has
    /// one, and of the whole work where it has not.
    public mutating func activityTaskHandedBack(
        scheduledEventId: EventId,
        startedEventId: EventId,
        identity: String?,
        reason: String?,
        at now: Timestamp
    ) throws(Fault) -> Transition {
        let task = try startedActivityTask(scheduledEventId, startedEventId)
        var transition = begin(at: now)
        record(
            .activityTaskTimedOut(
                .init(
                    details: HandBack.details(identity: identity, reason: reason),
                    scheduledEventId: scheduledEventId,
                    startedEventId: startedEventId,
                    timeoutType: task.heartbeat == nil ? .startToClose : .heartbeat
                )
            ),
            in: &transition
        )
        return settled(transition)
    }

    /// A decider hands its decision task back: DecisionTaskTimedOut, and the next DecisionTaskScheduled unless one was queued.
    public mutating func decisionTaskHandedBack(
        scheduledEventId: EventId,
        startedEventId: EventId,
        at now: Timestamp
    ) throws(Fault) -> Transition {
        try checkOpen()
        guard case .started(let task, _) = state.decisionTask, task.scheduledEventId == scheduledEventId,
            task.startedEventId == startedEventId
        else {
            throw .unknownDecisionTask(scheduledEventId: scheduledEventId)
        }
        var transition = begin(at: now)
        record(
            .decisionTaskTimedOut(
                .init(
                    scheduledEventId: scheduledEventId,
                    startedEventId: startedEventId,
                    timeoutType: .startToClose
                )
            ),
            in: &transition
        )
        return settled(transition)
    }
}

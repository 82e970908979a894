public import SWFModel

/// A poller takes a task from a list (swf-spec.md 2.4.27 and 2.4.29).
extension ExecutionMachine {
    /// A decider took the decision task: DecisionTaskStarted.
    ///
    /// Throws UnknownResourceFault when the task does not wait any more. If the history was full, the transition
    /// terminates the execution instead, and there is no task to hand out.
    public mutating func decisionTaskStarted(
        scheduledEventId: EventId,
        identity: String?,
        at now: Timestamp
    ) throws(Fault) -> Transition {
        try checkOpen()
        switch state.decisionTask {
        case .scheduled(let task) where task.eventId == scheduledEventId:
            var transition = begin(at: now)
            record(
                .decisionTaskStarted(.init(identity: identity, scheduledEventId: scheduledEventId)),
                in: &transition
            )
            return settled(transition)
        case .idle, .scheduled, .started:
            throw .unknownDecisionTask(scheduledEventId: scheduledEventId)
        }
    }

    /// A worker took the activity task: ActivityTaskStarted.
    ///
    /// Throws UnknownResourceFault when the task does not wait any more. If the history was full, the transition
    /// terminates the execution instead, and there is no task to hand out.
    public mutating func activityTaskStarted(
        scheduledEventId: EventId,
        identity: String?,
        at now: Timestamp
    ) throws(Fault) -> Transition {
        try checkOpen()
        switch state.activityTasks[scheduledEventId]?.state {
        case .scheduled:
            var transition = begin(at: now)
            record(
                .activityTaskStarted(.init(identity: identity, scheduledEventId: scheduledEventId)),
                in: &transition
            )
            return settled(transition)
        case .started, nil:
            throw .unknownActivity(scheduledEventId: scheduledEventId)
        }
    }
}

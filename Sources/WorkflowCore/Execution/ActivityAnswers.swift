public import SWFModel

/// What workers say of activity tasks that they have (swf-spec.md 2.4.30 to 2.4.33).
///
/// All of it throws UnknownResourceFault when the execution is closed or the task is not open and started by that very
/// event: the first answer wins (swf-spec.md 5.4 and 5.13).
extension ExecutionMachine {
    /// The task completed. Allowed even when a cancel was requested.
    public mutating func activityTaskCompleted(
        scheduledEventId: EventId,
        startedEventId: EventId,
        result: String?,
        at now: Timestamp
    ) throws(Fault) -> Transition {
        _ = try startedActivityTask(scheduledEventId, startedEventId)
        var transition = begin(at: now)
        record(
            .activityTaskCompleted(
                .init(result: result, scheduledEventId: scheduledEventId, startedEventId: startedEventId)
            ),
            in: &transition
        )
        return settled(transition)
    }

    /// The task failed. The service never tries again by itself.
    public mutating func activityTaskFailed(
        scheduledEventId: EventId,
        startedEventId: EventId,
        reason: String?,
        details: String?,
        at now: Timestamp
    ) throws(Fault) -> Transition {
        _ = try startedActivityTask(scheduledEventId, startedEventId)
        var transition = begin(at: now)
        record(
            .activityTaskFailed(
                .init(
                    details: details,
                    reason: reason,
                    scheduledEventId: scheduledEventId,
                    startedEventId: startedEventId
                )
            ),
            in: &transition
        )
        return settled(transition)
    }

    /// The task canceled itself. Allowed even when no cancel was requested; the event then links to no request.
    public mutating func activityTaskCanceled(
        scheduledEventId: EventId,
        startedEventId: EventId,
        details: String?,
        at now: Timestamp
    ) throws(Fault) -> Transition {
        let task = try startedActivityTask(scheduledEventId, startedEventId)
        var transition = begin(at: now)
        record(
            .activityTaskCanceled(
                .init(
                    details: details,
                    latestCancelRequestedEventId: task.latestCancelRequestedEventId,
                    scheduledEventId: scheduledEventId,
                    startedEventId: startedEventId
                )
            ),
            in: &transition
        )
        return settled(transition)
    }

    /// The worker is alive. Writes no event; the answer says whether the decider asked for the task to be canceled.
    ///
    /// Details are kept for the event of a timeout; a heartbeat without details keeps the earlier ones.
    public mutating func activityTaskHeartbeat(
        scheduledEventId: EventId,
        startedEventId: EventId,
        details: String?,
        at now: Timestamp
    ) throws(Fault) -> (status: ActivityTaskStatus, transition: Transition) {
        let task = try startedActivityTask(scheduledEventId, startedEventId)
        let previous = heartbeats[scheduledEventId]
        let heartbeat = Heartbeats.Heartbeat(
            // A clock that steps back does not take time away from the worker.
            at: max(now, state.lastTimestamp, previous?.at ?? now),
            details: details ?? previous?.details
        )
        heartbeats[scheduledEventId] = heartbeat
        var transition = begin(at: now)
        transition.effects.append(
            .recordHeartbeat(scheduledEventId: scheduledEventId, at: heartbeat.at, details: heartbeat.details)
        )
        let status = ActivityTaskStatus(cancelRequested: task.latestCancelRequestedEventId != nil)
        return (status, transition)
    }

    func startedActivityTask(
        _ scheduledEventId: EventId,
        _ startedEventId: EventId
    ) throws(Fault) -> ActivityTask {
        try checkOpen()
        guard let task = state.activityTasks[scheduledEventId] else {
            throw .unknownActivity(scheduledEventId: scheduledEventId)
        }
        switch task.state {
        case .started(eventId: startedEventId, at: _):
            return task
        case .scheduled, .started:
            throw .unknownActivity(scheduledEventId: scheduledEventId)
        }
    }
}

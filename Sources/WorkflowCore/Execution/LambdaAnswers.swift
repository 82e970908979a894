import OrderedCollections
public import SWFModel

/// What becomes of lambda tasks (swf-spec.md 3.2.13 and 5.10).
///
/// Nothing here throws: who calls functions has no caller to tell. What comes for a task that is no longer open writes
/// nothing, so a task has exactly one outcome however often its function was called.
extension ExecutionMachine {
    /// What to do with a lambda function whose turn has come.
    public enum LambdaTurn: Equatable, Sendable {
        /// Call it. When the moment comes before it answers, the task times out; nil never comes.
        case call(until: Timestamp?)
        /// Nothing waits for it: the task timed out, or the execution closed.
        case leave
    }

    /// The function is about to be called: LambdaFunctionStarted, in a transaction of its own.
    ///
    /// A task that was started before gets no second event, and its clock goes on: whoever called its function was killed
    /// before the answer was written, so it is called again.
    public mutating func lambdaFunctionStarted(
        scheduledEventId: EventId,
        at now: Timestamp
    ) -> (turn: LambdaTurn, transition: Transition) {
        var transition = begin(at: now)
        guard state.isOpen, let task = state.lambdaTasks[scheduledEventId], state.configuration.lambdaRole != nil else {
            return (.leave, transition)
        }
        if case .scheduled = task.state {
            record(.lambdaFunctionStarted(.init(scheduledEventId: scheduledEventId)), in: &transition)
        }
        // The event may have been the one too many, which closes the execution.
        guard state.isOpen, case .started(_, let startedAt)? = state.lambdaTasks[scheduledEventId]?.state else {
            return (.leave, transition)
        }
        return (.call(until: Clock.deadline(task.startToClose, after: startedAt)), transition)
    }

    /// The function answered: LambdaFunctionCompleted, unless the task is closed or was never started.
    public mutating func lambdaFunctionCompleted(
        scheduledEventId: EventId,
        result: String?,
        at now: Timestamp
    ) -> Transition {
        var transition = begin(at: now)
        guard let startedEventId = startedLambdaTask(scheduledEventId) else { return transition }
        record(
            .lambdaFunctionCompleted(
                .init(result: result, scheduledEventId: scheduledEventId, startedEventId: startedEventId)
            ),
            in: &transition
        )
        return settled(transition)
    }

    /// The function failed, or could not be called: LambdaFunctionFailed, unless the task is closed or was never started.
    public mutating func lambdaFunctionFailed(
        scheduledEventId: EventId,
        reason: String?,
        details: String?,
        at now: Timestamp
    ) -> Transition {
        var transition = begin(at: now)
        guard let startedEventId = startedLambdaTask(scheduledEventId) else { return transition }
        record(
            .lambdaFunctionFailed(
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

    private func startedLambdaTask(_ scheduledEventId: EventId) -> EventId? {
        guard state.isOpen, case .started(let eventId, _)? = state.lambdaTasks[scheduledEventId]?.state else {
            return nil
        }
        return eventId
    }
}

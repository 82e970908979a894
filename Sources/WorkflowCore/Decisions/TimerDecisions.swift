import SWFModel

/// StartTimer and CancelTimer (swf-spec.md 3.2.8 and 3.2.9).
extension ExecutionMachine {
    /// → TimerStarted; it fires in a transaction of its own, even after 0 seconds. ✗ StartTimerFailed.
    mutating func startTimer(
        _ decision: StartTimerDecisionAttributes,
        _ completedEventId: EventId,
        _ context: DecisionContext,
        in transition: inout Transition
    ) {
        let cause: StartTimerFailedCause? =
            if state.timers.contains(name: decision.timerId) {
                .timerIdAlreadyInUse
            } else if state.timers.count >= context.limits.openTimers {
                .openTimersLimitExceeded
            } else if transition.allowance?.take(.startTimer) == false {
                .timerCreationRateExceeded
            } else {
                nil
            }
        if let cause {
            record(
                .startTimerFailed(
                    .init(cause: cause, decisionTaskCompletedEventId: completedEventId, timerId: decision.timerId)
                ),
                in: &transition
            )
            return
        }
        record(
            .timerStarted(
                .init(
                    control: decision.control,
                    decisionTaskCompletedEventId: completedEventId,
                    startToFireTimeout: decision.startToFireTimeout,
                    timerId: decision.timerId
                )
            ),
            in: &transition
        )
    }

    /// → TimerCanceled. ✗ CancelTimerFailed, also when the timer has fired while the decider worked.
    mutating func cancelTimer(
        _ decision: CancelTimerDecisionAttributes,
        _ completedEventId: EventId,
        in transition: inout Transition
    ) {
        guard let timer = state.timers.item(named: decision.timerId) else {
            record(
                .cancelTimerFailed(
                    .init(
                        cause: .timerIdUnknown,
                        decisionTaskCompletedEventId: completedEventId,
                        timerId: decision.timerId
                    )
                ),
                in: &transition
            )
            return
        }
        record(
            .timerCanceled(
                .init(
                    decisionTaskCompletedEventId: completedEventId,
                    startedEventId: timer.startedEventId,
                    timerId: timer.timerId
                )
            ),
            in: &transition
        )
    }
}

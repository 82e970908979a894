/// Why the decision StartTimer was refused.
public enum StartTimerFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case timerIdAlreadyInUse = "TIMER_ID_ALREADY_IN_USE"
    case openTimersLimitExceeded = "OPEN_TIMERS_LIMIT_EXCEEDED"
    case timerCreationRateExceeded = "TIMER_CREATION_RATE_EXCEEDED"
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}

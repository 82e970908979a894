/// Why the decision CancelTimer was refused.
public enum CancelTimerFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case timerIdUnknown = "TIMER_ID_UNKNOWN"
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}

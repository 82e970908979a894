/// Why the decision RequestCancelActivityTask was refused.
public enum RequestCancelActivityTaskFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case activityIdUnknown = "ACTIVITY_ID_UNKNOWN"
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}

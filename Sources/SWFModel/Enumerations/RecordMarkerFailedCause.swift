/// Why the decision RecordMarker was refused.
public enum RecordMarkerFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}

/// The decision to record a marker was refused.
public struct RecordMarkerFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: RecordMarkerFailedCause
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// The name of the marker; names may repeat; 1 to 256 characters.
    public var markerName: String

    /// Creates the value from its members.
    public init(cause: RecordMarkerFailedCause, decisionTaskCompletedEventId: EventId, markerName: String) {
        self.cause = cause
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.markerName = markerName
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RecordMarkerFailedEventAttributes",
        [
            .required("cause", .enumeration(RecordMarkerFailedCause.self)),
            .required("decisionTaskCompletedEventId", .eventId),
            .required("markerName", .markerName),
        ]
    )
}

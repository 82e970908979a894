/// A marker was recorded.
public struct MarkerRecordedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// Further data; 0 to 32,768 characters.
    public var details: String?
    /// The name of the marker; names may repeat; 1 to 256 characters.
    public var markerName: String

    /// Creates the value from its members.
    public init(decisionTaskCompletedEventId: EventId, details: String? = nil, markerName: String) {
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.details = details
        self.markerName = markerName
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "MarkerRecordedEventAttributes",
        [
            .required("decisionTaskCompletedEventId", .eventId),
            .optional("details", .data),
            .required("markerName", .markerName),
        ]
    )
}

/// The execution closed as failed. Always the last event.
public struct WorkflowExecutionFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// Further data; 0 to 32,768 characters.
    public var details: String?
    /// The reason, short; 0 to 256 characters.
    public var reason: String?

    /// Creates the value from its members.
    public init(decisionTaskCompletedEventId: EventId, details: String? = nil, reason: String? = nil) {
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.details = details
        self.reason = reason
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionFailedEventAttributes",
        [
            .required("decisionTaskCompletedEventId", .eventId),
            .optional("details", .data),
            .optional("reason", .failureReason),
        ]
    )
}

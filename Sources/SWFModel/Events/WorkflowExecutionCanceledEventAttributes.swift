/// The execution closed as canceled. Always the last event.
public struct WorkflowExecutionCanceledEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// Further data; 0 to 32,768 characters.
    public var details: String?

    /// Creates the value from its members.
    public init(decisionTaskCompletedEventId: EventId, details: String? = nil) {
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.details = details
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionCanceledEventAttributes",
        [
            .required("decisionTaskCompletedEventId", .eventId),
            .optional("details", .data),
        ]
    )
}

/// The execution closed as completed. Always the last event.
public struct WorkflowExecutionCompletedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// The result; 0 to 32,768 characters.
    public var result: String?

    /// Creates the value from its members.
    public init(decisionTaskCompletedEventId: EventId, result: String? = nil) {
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.result = result
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionCompletedEventAttributes",
        [
            .required("decisionTaskCompletedEventId", .eventId),
            .optional("result", .data),
        ]
    )
}

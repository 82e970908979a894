/// The decision to complete was refused.
public struct CompleteWorkflowExecutionFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: CompleteWorkflowExecutionFailedCause
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId

    /// Creates the value from its members.
    public init(cause: CompleteWorkflowExecutionFailedCause, decisionTaskCompletedEventId: EventId) {
        self.cause = cause
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "CompleteWorkflowExecutionFailedEventAttributes",
        [
            .required("cause", .enumeration(CompleteWorkflowExecutionFailedCause.self)),
            .required("decisionTaskCompletedEventId", .eventId),
        ]
    )
}

/// The decision to fail was refused.
public struct FailWorkflowExecutionFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: FailWorkflowExecutionFailedCause
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId

    /// Creates the value from its members.
    public init(cause: FailWorkflowExecutionFailedCause, decisionTaskCompletedEventId: EventId) {
        self.cause = cause
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "FailWorkflowExecutionFailedEventAttributes",
        [
            .required("cause", .enumeration(FailWorkflowExecutionFailedCause.self)),
            .required("decisionTaskCompletedEventId", .eventId),
        ]
    )
}

/// The decision to cancel was refused.
public struct CancelWorkflowExecutionFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: CancelWorkflowExecutionFailedCause
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId

    /// Creates the value from its members.
    public init(cause: CancelWorkflowExecutionFailedCause, decisionTaskCompletedEventId: EventId) {
        self.cause = cause
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "CancelWorkflowExecutionFailedEventAttributes",
        [
            .required("cause", .enumeration(CancelWorkflowExecutionFailedCause.self)),
            .required("decisionTaskCompletedEventId", .eventId),
        ]
    )
}

/// The decision to continue as new was refused.
public struct ContinueAsNewWorkflowExecutionFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: ContinueAsNewWorkflowExecutionFailedCause
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId

    /// Creates the value from its members.
    public init(cause: ContinueAsNewWorkflowExecutionFailedCause, decisionTaskCompletedEventId: EventId) {
        self.cause = cause
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ContinueAsNewWorkflowExecutionFailedEventAttributes",
        [
            .required("cause", .enumeration(ContinueAsNewWorkflowExecutionFailedCause.self)),
            .required("decisionTaskCompletedEventId", .eventId),
        ]
    )
}

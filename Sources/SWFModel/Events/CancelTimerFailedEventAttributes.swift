/// The decision to cancel a timer was refused.
public struct CancelTimerFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: CancelTimerFailedCause
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// The id of the timer, unique among the open timers of the execution; 1 to 256 characters.
    public var timerId: String

    /// Creates the value from its members.
    public init(cause: CancelTimerFailedCause, decisionTaskCompletedEventId: EventId, timerId: String) {
        self.cause = cause
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.timerId = timerId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "CancelTimerFailedEventAttributes",
        [
            .required("cause", .enumeration(CancelTimerFailedCause.self)),
            .required("decisionTaskCompletedEventId", .eventId),
            .required("timerId", .timerId),
        ]
    )
}

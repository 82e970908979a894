/// The decision to start a timer was refused.
public struct StartTimerFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: StartTimerFailedCause
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// The id of the timer, unique among the open timers of the execution; 1 to 256 characters.
    public var timerId: String

    /// Creates the value from its members.
    public init(cause: StartTimerFailedCause, decisionTaskCompletedEventId: EventId, timerId: String) {
        self.cause = cause
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.timerId = timerId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "StartTimerFailedEventAttributes",
        [
            .required("cause", .enumeration(StartTimerFailedCause.self)),
            .required("decisionTaskCompletedEventId", .eventId),
            .required("timerId", .timerId),
        ]
    )
}

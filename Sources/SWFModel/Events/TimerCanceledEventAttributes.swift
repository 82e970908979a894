/// A timer was canceled.
public struct TimerCanceledEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId
    /// The id of the timer, unique among the open timers of the execution; 1 to 256 characters.
    public var timerId: String

    /// Creates the value from its members.
    public init(decisionTaskCompletedEventId: EventId, startedEventId: EventId, timerId: String) {
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.startedEventId = startedEventId
        self.timerId = timerId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "TimerCanceledEventAttributes",
        [
            .required("decisionTaskCompletedEventId", .eventId),
            .required("startedEventId", .eventId),
            .required("timerId", .timerId),
        ]
    )
}

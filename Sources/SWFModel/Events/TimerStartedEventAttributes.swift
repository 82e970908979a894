/// A timer was started.
public struct TimerStartedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Data for the decider alone; it stays in the history and never reaches the worker or the target; 0 to 32,768
    /// characters.
    public var control: String?
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// The time until the timer fires; seconds as text, or `NONE`.
    public var startToFireTimeout: String
    /// The id of the timer, unique among the open timers of the execution; 1 to 256 characters.
    public var timerId: String

    /// Creates the value from its members.
    public init(
        control: String? = nil,
        decisionTaskCompletedEventId: EventId,
        startToFireTimeout: String,
        timerId: String
    ) {
        self.control = control
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.startToFireTimeout = startToFireTimeout
        self.timerId = timerId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "TimerStartedEventAttributes",
        [
            .optional("control", .data),
            .required("decisionTaskCompletedEventId", .eventId),
            .required("startToFireTimeout", .durationInSeconds),
            .required("timerId", .timerId),
        ]
    )
}

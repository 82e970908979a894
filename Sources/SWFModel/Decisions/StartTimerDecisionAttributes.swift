/// Starts a timer.
public struct StartTimerDecisionAttributes: Codable, Hashable, Sendable, Shaped {
    /// Data for the decider alone; 0 to 32,768 characters.
    public var control: String?
    /// The time until the timer fires; seconds as text.
    public var startToFireTimeout: String
    /// The id of the timer, unique among the open timers of the execution; 1 to 256 characters.
    public var timerId: String

    /// Creates the value from its members.
    public init(control: String? = nil, startToFireTimeout: String, timerId: String) {
        self.control = control
        self.startToFireTimeout = startToFireTimeout
        self.timerId = timerId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "StartTimerDecisionAttributes",
        [
            .optional("control", .data),
            .required("startToFireTimeout", .durationInSecondsWithoutNone),
            .required("timerId", .timerId),
        ]
    )
}

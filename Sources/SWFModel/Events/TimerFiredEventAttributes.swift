/// A timer fired.
public struct TimerFiredEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId
    /// The id of the timer, unique among the open timers of the execution; 1 to 256 characters.
    public var timerId: String

    /// Creates the value from its members.
    public init(startedEventId: EventId, timerId: String) {
        self.startedEventId = startedEventId
        self.timerId = timerId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "TimerFiredEventAttributes",
        [
            .required("startedEventId", .eventId),
            .required("timerId", .timerId),
        ]
    )
}

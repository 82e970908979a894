/// The decision task was not answered, or not taken, in time.
public struct DecisionTaskTimedOutEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The event that scheduled the task.
    public var scheduledEventId: EventId
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId
    /// Which clock ran out.
    public var timeoutType: DecisionTaskTimeoutType

    /// Creates the value from its members.
    public init(scheduledEventId: EventId, startedEventId: EventId, timeoutType: DecisionTaskTimeoutType) {
        self.scheduledEventId = scheduledEventId
        self.startedEventId = startedEventId
        self.timeoutType = timeoutType
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DecisionTaskTimedOutEventAttributes",
        [
            .required("scheduledEventId", .eventId),
            .required("startedEventId", .eventId),
            .required("timeoutType", .enumeration(DecisionTaskTimeoutType.self)),
        ]
    )
}

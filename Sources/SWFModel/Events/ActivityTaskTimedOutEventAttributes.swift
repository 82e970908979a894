/// One of the clocks of the activity task ran out.
public struct ActivityTaskTimedOutEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Further data; 0 to 2,048 characters.
    public var details: String?
    /// The event that scheduled the task.
    public var scheduledEventId: EventId
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId
    /// Which clock ran out.
    public var timeoutType: ActivityTaskTimeoutType

    /// Creates the value from its members.
    public init(
        details: String? = nil,
        scheduledEventId: EventId,
        startedEventId: EventId,
        timeoutType: ActivityTaskTimeoutType
    ) {
        self.details = details
        self.scheduledEventId = scheduledEventId
        self.startedEventId = startedEventId
        self.timeoutType = timeoutType
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTaskTimedOutEventAttributes",
        [
            .optional("details", .limitedData),
            .required("scheduledEventId", .eventId),
            .required("startedEventId", .eventId),
            .required("timeoutType", .enumeration(ActivityTaskTimeoutType.self)),
        ]
    )
}

/// The activity task was canceled.
public struct ActivityTaskCanceledEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Further data; 0 to 32,768 characters.
    public var details: String?
    /// The latest ActivityTaskCancelRequested event of this activity task.
    public var latestCancelRequestedEventId: EventId?
    /// The event that scheduled the task.
    public var scheduledEventId: EventId
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId

    /// Creates the value from its members.
    public init(
        details: String? = nil,
        latestCancelRequestedEventId: EventId? = nil,
        scheduledEventId: EventId,
        startedEventId: EventId
    ) {
        self.details = details
        self.latestCancelRequestedEventId = latestCancelRequestedEventId
        self.scheduledEventId = scheduledEventId
        self.startedEventId = startedEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTaskCanceledEventAttributes",
        [
            .optional("details", .data),
            .optional("latestCancelRequestedEventId", .eventId),
            .required("scheduledEventId", .eventId),
            .required("startedEventId", .eventId),
        ]
    )
}

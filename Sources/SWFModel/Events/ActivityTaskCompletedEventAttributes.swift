/// The activity task completed.
public struct ActivityTaskCompletedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The result; 0 to 32,768 characters.
    public var result: String?
    /// The event that scheduled the task.
    public var scheduledEventId: EventId
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId

    /// Creates the value from its members.
    public init(result: String? = nil, scheduledEventId: EventId, startedEventId: EventId) {
        self.result = result
        self.scheduledEventId = scheduledEventId
        self.startedEventId = startedEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTaskCompletedEventAttributes",
        [
            .optional("result", .data),
            .required("scheduledEventId", .eventId),
            .required("startedEventId", .eventId),
        ]
    )
}

/// A worker took the activity task.
public struct ActivityTaskStartedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Who polled, as free text; 0 to 256 characters.
    public var identity: String?
    /// The event that scheduled the task.
    public var scheduledEventId: EventId

    /// Creates the value from its members.
    public init(identity: String? = nil, scheduledEventId: EventId) {
        self.identity = identity
        self.scheduledEventId = scheduledEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTaskStartedEventAttributes",
        [
            .optional("identity", .identity),
            .required("scheduledEventId", .eventId),
        ]
    )
}

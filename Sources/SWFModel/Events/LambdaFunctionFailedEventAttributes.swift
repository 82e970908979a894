/// The lambda function failed.
public struct LambdaFunctionFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Further data; 0 to 32,768 characters.
    public var details: String?
    /// The reason, short; 0 to 256 characters.
    public var reason: String?
    /// The event that scheduled the task.
    public var scheduledEventId: EventId
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId

    /// Creates the value from its members.
    public init(details: String? = nil, reason: String? = nil, scheduledEventId: EventId, startedEventId: EventId) {
        self.details = details
        self.reason = reason
        self.scheduledEventId = scheduledEventId
        self.startedEventId = startedEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "LambdaFunctionFailedEventAttributes",
        [
            .optional("details", .data),
            .optional("reason", .failureReason),
            .required("scheduledEventId", .eventId),
            .required("startedEventId", .eventId),
        ]
    )
}

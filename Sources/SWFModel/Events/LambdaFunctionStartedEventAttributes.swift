/// The lambda function was invoked.
public struct LambdaFunctionStartedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The event that scheduled the task.
    public var scheduledEventId: EventId

    /// Creates the value from its members.
    public init(scheduledEventId: EventId) {
        self.scheduledEventId = scheduledEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "LambdaFunctionStartedEventAttributes",
        [
            .required("scheduledEventId", .eventId)
        ]
    )
}

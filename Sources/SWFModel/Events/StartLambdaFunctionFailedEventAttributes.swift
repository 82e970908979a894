/// The lambda function could not be invoked.
public struct StartLambdaFunctionFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: StartLambdaFunctionFailedCause?
    /// The service's sentence about it; 0 to 1,728 characters.
    public var message: String?
    /// The event that scheduled the task.
    public var scheduledEventId: EventId?

    /// Creates the value from its members.
    public init(
        cause: StartLambdaFunctionFailedCause? = nil,
        message: String? = nil,
        scheduledEventId: EventId? = nil
    ) {
        self.cause = cause
        self.message = message
        self.scheduledEventId = scheduledEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "StartLambdaFunctionFailedEventAttributes",
        [
            .optional("cause", .enumeration(StartLambdaFunctionFailedCause.self)),
            .optional("message", .causeMessage),
            .optional("scheduledEventId", .eventId),
        ]
    )
}

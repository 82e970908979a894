/// The decision to schedule a lambda task was refused.
public struct ScheduleLambdaFunctionFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: ScheduleLambdaFunctionFailedCause
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// The id of the lambda task; 1 to 256 characters.
    public var id: String
    /// The name; 1 to 64 characters.
    public var name: String

    /// Creates the value from its members.
    public init(
        cause: ScheduleLambdaFunctionFailedCause,
        decisionTaskCompletedEventId: EventId,
        id: String,
        name: String
    ) {
        self.cause = cause
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.id = id
        self.name = name
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ScheduleLambdaFunctionFailedEventAttributes",
        [
            .required("cause", .enumeration(ScheduleLambdaFunctionFailedCause.self)),
            .required("decisionTaskCompletedEventId", .eventId),
            .required("id", .functionId),
            .required("name", .functionName),
        ]
    )
}

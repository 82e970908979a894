/// The decision to cancel an activity task was refused.
public struct RequestCancelActivityTaskFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The id of the activity task, unique among the open activity tasks of the execution; 1 to 256 characters.
    public var activityId: String
    /// Why.
    public var cause: RequestCancelActivityTaskFailedCause
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId

    /// Creates the value from its members.
    public init(
        activityId: String,
        cause: RequestCancelActivityTaskFailedCause,
        decisionTaskCompletedEventId: EventId
    ) {
        self.activityId = activityId
        self.cause = cause
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RequestCancelActivityTaskFailedEventAttributes",
        [
            .required("activityId", .activityId),
            .required("cause", .enumeration(RequestCancelActivityTaskFailedCause.self)),
            .required("decisionTaskCompletedEventId", .eventId),
        ]
    )
}

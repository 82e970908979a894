/// The decision to schedule an activity task was refused.
public struct ScheduleActivityTaskFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The id of the activity task, unique among the open activity tasks of the execution; 1 to 256 characters.
    public var activityId: String
    /// The activity type.
    public var activityType: ActivityType
    /// Why.
    public var cause: ScheduleActivityTaskFailedCause
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId

    /// Creates the value from its members.
    public init(
        activityId: String,
        activityType: ActivityType,
        cause: ScheduleActivityTaskFailedCause,
        decisionTaskCompletedEventId: EventId
    ) {
        self.activityId = activityId
        self.activityType = activityType
        self.cause = cause
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ScheduleActivityTaskFailedEventAttributes",
        [
            .required("activityId", .activityId),
            .required("activityType", .structure(ActivityType.shape)),
            .required("cause", .enumeration(ScheduleActivityTaskFailedCause.self)),
            .required("decisionTaskCompletedEventId", .eventId),
        ]
    )
}

/// The decider asked for the activity task to be canceled.
public struct ActivityTaskCancelRequestedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The id of the activity task, unique among the open activity tasks of the execution; 1 to 256 characters.
    public var activityId: String
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId

    /// Creates the value from its members.
    public init(activityId: String, decisionTaskCompletedEventId: EventId) {
        self.activityId = activityId
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTaskCancelRequestedEventAttributes",
        [
            .required("activityId", .activityId),
            .required("decisionTaskCompletedEventId", .eventId),
        ]
    )
}

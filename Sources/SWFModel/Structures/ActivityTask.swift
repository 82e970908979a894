/// An activity task as a worker receives it.
public struct ActivityTask: Codable, Hashable, Sendable, Shaped {
    /// The id of the activity task, unique among the open activity tasks of the execution; 1 to 256 characters.
    public var activityId: String
    /// The activity type.
    public var activityType: ActivityType
    /// The input; 0 to 32,768 characters.
    public var input: String?
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId
    /// The receipt for the task, opaque; 1 to 1,024 characters.
    public var taskToken: String
    /// The execution, by workflow id and run id.
    public var workflowExecution: WorkflowExecution

    /// Creates the value from its members.
    public init(
        activityId: String,
        activityType: ActivityType,
        input: String? = nil,
        startedEventId: EventId,
        taskToken: String,
        workflowExecution: WorkflowExecution
    ) {
        self.activityId = activityId
        self.activityType = activityType
        self.input = input
        self.startedEventId = startedEventId
        self.taskToken = taskToken
        self.workflowExecution = workflowExecution
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTask",
        [
            .required("activityId", .activityId),
            .required("activityType", .structure(ActivityType.shape)),
            .optional("input", .data),
            .required("startedEventId", .eventId),
            .required("taskToken", .taskToken),
            .required("workflowExecution", .structure(WorkflowExecution.shape)),
        ]
    )
}

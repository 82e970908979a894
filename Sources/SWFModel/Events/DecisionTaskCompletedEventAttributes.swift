/// The decider answered the decision task.
public struct DecisionTaskCompletedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Free text kept with the execution and shown by DescribeWorkflowExecution; 0 to 32,768 characters.
    public var executionContext: String?
    /// The event that scheduled the task.
    public var scheduledEventId: EventId
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId
    /// The task list.
    public var taskList: TaskList?
    /// How long the task list above is tried before the original one is used again; seconds as text, or `NONE`.
    public var taskListScheduleToStartTimeout: String?

    /// Creates the value from its members.
    public init(
        executionContext: String? = nil,
        scheduledEventId: EventId,
        startedEventId: EventId,
        taskList: TaskList? = nil,
        taskListScheduleToStartTimeout: String? = nil
    ) {
        self.executionContext = executionContext
        self.scheduledEventId = scheduledEventId
        self.startedEventId = startedEventId
        self.taskList = taskList
        self.taskListScheduleToStartTimeout = taskListScheduleToStartTimeout
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DecisionTaskCompletedEventAttributes",
        [
            .optional("executionContext", .data),
            .required("scheduledEventId", .eventId),
            .required("startedEventId", .eventId),
            .optional("taskList", .structure(TaskList.shape)),
            .optional("taskListScheduleToStartTimeout", .durationInSecondsOptional),
        ]
    )
}

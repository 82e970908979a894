/// An activity task was scheduled.
public struct ActivityTaskScheduledEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The id of the activity task, unique among the open activity tasks of the execution; 1 to 256 characters.
    public var activityId: String
    /// The activity type.
    public var activityType: ActivityType
    /// Data for the decider alone; it stays in the history and never reaches the worker or the target; 0 to 32,768
    /// characters.
    public var control: String?
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// The longest silence of the worker; seconds as text, or `NONE`.
    public var heartbeatTimeout: String?
    /// The input; 0 to 32,768 characters.
    public var input: String?
    /// The longest time from scheduled to closed; seconds as text, or `NONE`.
    public var scheduleToCloseTimeout: String?
    /// The longest wait for somebody to take the task; seconds as text, or `NONE`.
    public var scheduleToStartTimeout: String?
    /// The longest time from started to closed; seconds as text, or `NONE`.
    public var startToCloseTimeout: String?
    /// The task list.
    public var taskList: TaskList
    /// The priority of the tasks; a higher number goes first; a 32-bit integer as text.
    public var taskPriority: String?

    /// Creates the value from its members.
    public init(
        activityId: String,
        activityType: ActivityType,
        control: String? = nil,
        decisionTaskCompletedEventId: EventId,
        heartbeatTimeout: String? = nil,
        input: String? = nil,
        scheduleToCloseTimeout: String? = nil,
        scheduleToStartTimeout: String? = nil,
        startToCloseTimeout: String? = nil,
        taskList: TaskList,
        taskPriority: String? = nil
    ) {
        self.activityId = activityId
        self.activityType = activityType
        self.control = control
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.heartbeatTimeout = heartbeatTimeout
        self.input = input
        self.scheduleToCloseTimeout = scheduleToCloseTimeout
        self.scheduleToStartTimeout = scheduleToStartTimeout
        self.startToCloseTimeout = startToCloseTimeout
        self.taskList = taskList
        self.taskPriority = taskPriority
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTaskScheduledEventAttributes",
        [
            .required("activityId", .activityId),
            .required("activityType", .structure(ActivityType.shape)),
            .optional("control", .data),
            .required("decisionTaskCompletedEventId", .eventId),
            .optional("heartbeatTimeout", .durationInSecondsOptional),
            .optional("input", .data),
            .optional("scheduleToCloseTimeout", .durationInSecondsOptional),
            .optional("scheduleToStartTimeout", .durationInSecondsOptional),
            .optional("startToCloseTimeout", .durationInSecondsOptional),
            .required("taskList", .structure(TaskList.shape)),
            .optional("taskPriority", .taskPriority),
        ]
    )
}

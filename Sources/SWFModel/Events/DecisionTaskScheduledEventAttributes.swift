/// A decision task became necessary.
public struct DecisionTaskScheduledEventAttributes: Codable, Hashable, Sendable, Shaped {
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
        scheduleToStartTimeout: String? = nil,
        startToCloseTimeout: String? = nil,
        taskList: TaskList,
        taskPriority: String? = nil
    ) {
        self.scheduleToStartTimeout = scheduleToStartTimeout
        self.startToCloseTimeout = startToCloseTimeout
        self.taskList = taskList
        self.taskPriority = taskPriority
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DecisionTaskScheduledEventAttributes",
        [
            .optional("scheduleToStartTimeout", .durationInSecondsOptional),
            .optional("startToCloseTimeout", .durationInSecondsOptional),
            .required("taskList", .structure(TaskList.shape)),
            .optional("taskPriority", .taskPriority),
        ]
    )
}

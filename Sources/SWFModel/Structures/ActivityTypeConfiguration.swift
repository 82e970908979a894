/// The defaults that an activity type was registered with.
public struct ActivityTypeConfiguration: Codable, Hashable, Sendable, Shaped {
    /// The longest silence of a worker when the decision does not say; seconds as text, or `NONE`.
    public var defaultTaskHeartbeatTimeout: String?
    /// The task list used when none is given.
    public var defaultTaskList: TaskList?
    /// The task priority used when none is given; a 32-bit integer as text.
    public var defaultTaskPriority: String?
    /// The longest time from scheduled to closed when the decision does not say; seconds as text, or `NONE`.
    public var defaultTaskScheduleToCloseTimeout: String?
    /// The longest wait for a worker when the decision does not say; seconds as text, or `NONE`.
    public var defaultTaskScheduleToStartTimeout: String?
    /// The longest time from started to closed when nothing else says; seconds as text, or `NONE`.
    public var defaultTaskStartToCloseTimeout: String?

    /// Creates the value from its members.
    public init(
        defaultTaskHeartbeatTimeout: String? = nil,
        defaultTaskList: TaskList? = nil,
        defaultTaskPriority: String? = nil,
        defaultTaskScheduleToCloseTimeout: String? = nil,
        defaultTaskScheduleToStartTimeout: String? = nil,
        defaultTaskStartToCloseTimeout: String? = nil
    ) {
        self.defaultTaskHeartbeatTimeout = defaultTaskHeartbeatTimeout
        self.defaultTaskList = defaultTaskList
        self.defaultTaskPriority = defaultTaskPriority
        self.defaultTaskScheduleToCloseTimeout = defaultTaskScheduleToCloseTimeout
        self.defaultTaskScheduleToStartTimeout = defaultTaskScheduleToStartTimeout
        self.defaultTaskStartToCloseTimeout = defaultTaskStartToCloseTimeout
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTypeConfiguration",
        [
            .optional("defaultTaskHeartbeatTimeout", .durationInSecondsOptional),
            .optional("defaultTaskList", .structure(TaskList.shape)),
            .optional("defaultTaskPriority", .taskPriority),
            .optional("defaultTaskScheduleToCloseTimeout", .durationInSecondsOptional),
            .optional("defaultTaskScheduleToStartTimeout", .durationInSecondsOptional),
            .optional("defaultTaskStartToCloseTimeout", .durationInSecondsOptional),
        ]
    )
}

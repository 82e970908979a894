/// Registers an activity type. The input of RegisterActivityType.
public struct RegisterActivityTypeInput: Codable, Hashable, Sendable, Shaped {
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
    /// Text for people; 0 to 1,024 characters.
    public var description: String?
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// The name; 1 to 256 characters.
    public var name: String
    /// The version; 1 to 64 characters.
    public var version: String

    /// Creates the value from its members.
    public init(
        defaultTaskHeartbeatTimeout: String? = nil,
        defaultTaskList: TaskList? = nil,
        defaultTaskPriority: String? = nil,
        defaultTaskScheduleToCloseTimeout: String? = nil,
        defaultTaskScheduleToStartTimeout: String? = nil,
        defaultTaskStartToCloseTimeout: String? = nil,
        description: String? = nil,
        domain: String,
        name: String,
        version: String
    ) {
        self.defaultTaskHeartbeatTimeout = defaultTaskHeartbeatTimeout
        self.defaultTaskList = defaultTaskList
        self.defaultTaskPriority = defaultTaskPriority
        self.defaultTaskScheduleToCloseTimeout = defaultTaskScheduleToCloseTimeout
        self.defaultTaskScheduleToStartTimeout = defaultTaskScheduleToStartTimeout
        self.defaultTaskStartToCloseTimeout = defaultTaskStartToCloseTimeout
        self.description = description
        self.domain = domain
        self.name = name
        self.version = version
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RegisterActivityTypeInput",
        [
            .optional("defaultTaskHeartbeatTimeout", .durationInSecondsOptional),
            .optional("defaultTaskList", .structure(TaskList.shape)),
            .optional("defaultTaskPriority", .taskPriority),
            .optional("defaultTaskScheduleToCloseTimeout", .durationInSecondsOptional),
            .optional("defaultTaskScheduleToStartTimeout", .durationInSecondsOptional),
            .optional("defaultTaskStartToCloseTimeout", .durationInSecondsOptional),
            .optional("description", .description),
            .required("domain", .domainName),
            .required("name", .name),
            .required("version", .version),
        ]
    )
}

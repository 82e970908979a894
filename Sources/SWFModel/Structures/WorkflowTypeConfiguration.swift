/// The defaults that a workflow type was registered with.
public struct WorkflowTypeConfiguration: Codable, Hashable, Sendable, Shaped {
    /// The child policy of an execution that is started without one.
    public var defaultChildPolicy: ChildPolicy?
    /// How long an execution may take when its start does not say; seconds as text, or `NONE`.
    public var defaultExecutionStartToCloseTimeout: String?
    /// The role for lambda functions when the start does not say; 1 to 1,600 characters.
    public var defaultLambdaRole: String?
    /// The task list used when none is given.
    public var defaultTaskList: TaskList?
    /// The task priority used when none is given; a 32-bit integer as text.
    public var defaultTaskPriority: String?
    /// The longest time from started to closed when nothing else says; seconds as text, or `NONE`.
    public var defaultTaskStartToCloseTimeout: String?

    /// Creates the value from its members.
    public init(
        defaultChildPolicy: ChildPolicy? = nil,
        defaultExecutionStartToCloseTimeout: String? = nil,
        defaultLambdaRole: String? = nil,
        defaultTaskList: TaskList? = nil,
        defaultTaskPriority: String? = nil,
        defaultTaskStartToCloseTimeout: String? = nil
    ) {
        self.defaultChildPolicy = defaultChildPolicy
        self.defaultExecutionStartToCloseTimeout = defaultExecutionStartToCloseTimeout
        self.defaultLambdaRole = defaultLambdaRole
        self.defaultTaskList = defaultTaskList
        self.defaultTaskPriority = defaultTaskPriority
        self.defaultTaskStartToCloseTimeout = defaultTaskStartToCloseTimeout
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowTypeConfiguration",
        [
            .optional("defaultChildPolicy", .enumeration(ChildPolicy.self)),
            .optional("defaultExecutionStartToCloseTimeout", .durationInSecondsOptional),
            .optional("defaultLambdaRole", .arn),
            .optional("defaultTaskList", .structure(TaskList.shape)),
            .optional("defaultTaskPriority", .taskPriority),
            .optional("defaultTaskStartToCloseTimeout", .durationInSecondsOptional),
        ]
    )
}

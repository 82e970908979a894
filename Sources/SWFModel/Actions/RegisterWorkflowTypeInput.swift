/// Registers a workflow type. The input of RegisterWorkflowType.
public struct RegisterWorkflowTypeInput: Codable, Hashable, Sendable, Shaped {
    /// The child policy of an execution that is started without one.
    public var defaultChildPolicy: ChildPolicy?
    /// How long an execution may take when its start does not say; seconds as text.
    public var defaultExecutionStartToCloseTimeout: String?
    /// The role for lambda functions when the start does not say; 1 to 1,600 characters.
    public var defaultLambdaRole: String?
    /// The task list used when none is given.
    public var defaultTaskList: TaskList?
    /// The task priority used when none is given; a 32-bit integer as text.
    public var defaultTaskPriority: String?
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
        defaultChildPolicy: ChildPolicy? = nil,
        defaultExecutionStartToCloseTimeout: String? = nil,
        defaultLambdaRole: String? = nil,
        defaultTaskList: TaskList? = nil,
        defaultTaskPriority: String? = nil,
        defaultTaskStartToCloseTimeout: String? = nil,
        description: String? = nil,
        domain: String,
        name: String,
        version: String
    ) {
        self.defaultChildPolicy = defaultChildPolicy
        self.defaultExecutionStartToCloseTimeout = defaultExecutionStartToCloseTimeout
        self.defaultLambdaRole = defaultLambdaRole
        self.defaultTaskList = defaultTaskList
        self.defaultTaskPriority = defaultTaskPriority
        self.defaultTaskStartToCloseTimeout = defaultTaskStartToCloseTimeout
        self.description = description
        self.domain = domain
        self.name = name
        self.version = version
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RegisterWorkflowTypeInput",
        [
            .optional("defaultChildPolicy", .enumeration(ChildPolicy.self)),
            .optional("defaultExecutionStartToCloseTimeout", .durationInSecondsOptionalWithoutNone),
            .optional("defaultLambdaRole", .arn),
            .optional("defaultTaskList", .structure(TaskList.shape)),
            .optional("defaultTaskPriority", .taskPriority),
            .optional("defaultTaskStartToCloseTimeout", .durationInSecondsOptional),
            .optional("description", .description),
            .required("domain", .domainName),
            .required("name", .name),
            .required("version", .version),
        ]
    )
}

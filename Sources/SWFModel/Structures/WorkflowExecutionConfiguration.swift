/// The settings of an execution, as resolved at its start.
public struct WorkflowExecutionConfiguration: Codable, Hashable, Sendable, Shaped {
    /// What happens to open children when the execution is terminated or times out.
    public var childPolicy: ChildPolicy
    /// How long the execution may be open; seconds as text, or `NONE`.
    public var executionStartToCloseTimeout: String
    /// The role under which lambda functions run; 1 to 1,600 characters.
    public var lambdaRole: String?
    /// The task list.
    public var taskList: TaskList
    /// The priority of the tasks; a higher number goes first; a 32-bit integer as text.
    public var taskPriority: String?
    /// How long a decision task may take once it is started; seconds as text, or `NONE`.
    public var taskStartToCloseTimeout: String

    /// Creates the value from its members.
    public init(
        childPolicy: ChildPolicy,
        executionStartToCloseTimeout: String,
        lambdaRole: String? = nil,
        taskList: TaskList,
        taskPriority: String? = nil,
        taskStartToCloseTimeout: String
    ) {
        self.childPolicy = childPolicy
        self.executionStartToCloseTimeout = executionStartToCloseTimeout
        self.lambdaRole = lambdaRole
        self.taskList = taskList
        self.taskPriority = taskPriority
        self.taskStartToCloseTimeout = taskStartToCloseTimeout
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionConfiguration",
        [
            .required("childPolicy", .enumeration(ChildPolicy.self)),
            .required("executionStartToCloseTimeout", .durationInSeconds),
            .optional("lambdaRole", .arn),
            .required("taskList", .structure(TaskList.shape)),
            .optional("taskPriority", .taskPriority),
            .required("taskStartToCloseTimeout", .durationInSeconds),
        ]
    )
}

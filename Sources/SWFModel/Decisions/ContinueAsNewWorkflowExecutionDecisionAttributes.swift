/// Closes the execution and starts a new run of it. Must be the last decision.
public struct ContinueAsNewWorkflowExecutionDecisionAttributes: Codable, Hashable, Sendable, Shaped {
    /// What happens to open children when the execution is terminated or times out.
    public var childPolicy: ChildPolicy?
    /// How long the execution may be open; seconds as text, or `NONE`.
    public var executionStartToCloseTimeout: String?
    /// The input; 0 to 32,768 characters.
    public var input: String?
    /// The role under which lambda functions run; 1 to 1,600 characters.
    public var lambdaRole: String?
    /// The tags of the execution; at most 5.
    public var tagList: [String]?
    /// The task list.
    public var taskList: TaskList?
    /// The priority of the tasks; a higher number goes first; a 32-bit integer as text.
    public var taskPriority: String?
    /// How long a decision task may take once it is started; seconds as text, or `NONE`.
    public var taskStartToCloseTimeout: String?
    /// The version of the workflow type that the new run gets; the current one when absent; 1 to 64 characters.
    public var workflowTypeVersion: String?

    /// Creates the value from its members.
    public init(
        childPolicy: ChildPolicy? = nil,
        executionStartToCloseTimeout: String? = nil,
        input: String? = nil,
        lambdaRole: String? = nil,
        tagList: [String]? = nil,
        taskList: TaskList? = nil,
        taskPriority: String? = nil,
        taskStartToCloseTimeout: String? = nil,
        workflowTypeVersion: String? = nil
    ) {
        self.childPolicy = childPolicy
        self.executionStartToCloseTimeout = executionStartToCloseTimeout
        self.input = input
        self.lambdaRole = lambdaRole
        self.tagList = tagList
        self.taskList = taskList
        self.taskPriority = taskPriority
        self.taskStartToCloseTimeout = taskStartToCloseTimeout
        self.workflowTypeVersion = workflowTypeVersion
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ContinueAsNewWorkflowExecutionDecisionAttributes",
        [
            .optional("childPolicy", .enumeration(ChildPolicy.self)),
            .optional("executionStartToCloseTimeout", .durationInSecondsOptional),
            .optional("input", .data),
            .optional("lambdaRole", .arn),
            .optional("tagList", .list(of: .tag, maximum: 5)),
            .optional("taskList", .structure(TaskList.shape)),
            .optional("taskPriority", .taskPriority),
            .optional("taskStartToCloseTimeout", .durationInSecondsOptional),
            .optional("workflowTypeVersion", .version),
        ]
    )
}

/// The execution closed and goes on as a new run. Always the last event.
public struct WorkflowExecutionContinuedAsNewEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// What happens to open children when the execution is terminated or times out.
    public var childPolicy: ChildPolicy
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// How long the execution may be open; seconds as text, or `NONE`.
    public var executionStartToCloseTimeout: String?
    /// The input; 0 to 32,768 characters.
    public var input: String?
    /// The role under which lambda functions run; 1 to 1,600 characters.
    public var lambdaRole: String?
    /// The run that continues this one; 1 to 64 characters.
    public var newExecutionRunId: String
    /// The tags of the execution; at most 5.
    public var tagList: [String]?
    /// The task list.
    public var taskList: TaskList
    /// The priority of the tasks; a higher number goes first; a 32-bit integer as text.
    public var taskPriority: String?
    /// How long a decision task may take once it is started; seconds as text, or `NONE`.
    public var taskStartToCloseTimeout: String?
    /// The workflow type.
    public var workflowType: WorkflowType

    /// Creates the value from its members.
    public init(
        childPolicy: ChildPolicy,
        decisionTaskCompletedEventId: EventId,
        executionStartToCloseTimeout: String? = nil,
        input: String? = nil,
        lambdaRole: String? = nil,
        newExecutionRunId: String,
        tagList: [String]? = nil,
        taskList: TaskList,
        taskPriority: String? = nil,
        taskStartToCloseTimeout: String? = nil,
        workflowType: WorkflowType
    ) {
        self.childPolicy = childPolicy
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.executionStartToCloseTimeout = executionStartToCloseTimeout
        self.input = input
        self.lambdaRole = lambdaRole
        self.newExecutionRunId = newExecutionRunId
        self.tagList = tagList
        self.taskList = taskList
        self.taskPriority = taskPriority
        self.taskStartToCloseTimeout = taskStartToCloseTimeout
        self.workflowType = workflowType
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionContinuedAsNewEventAttributes",
        [
            .required("childPolicy", .enumeration(ChildPolicy.self)),
            .required("decisionTaskCompletedEventId", .eventId),
            .optional("executionStartToCloseTimeout", .durationInSecondsOptional),
            .optional("input", .data),
            .optional("lambdaRole", .arn),
            .required("newExecutionRunId", .workflowRunId),
            .optional("tagList", .list(of: .tag, maximum: 5)),
            .required("taskList", .structure(TaskList.shape)),
            .optional("taskPriority", .taskPriority),
            .optional("taskStartToCloseTimeout", .durationInSecondsOptional),
            .required("workflowType", .structure(WorkflowType.shape)),
        ]
    )
}

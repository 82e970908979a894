/// The execution started. Always event 1.
public struct WorkflowExecutionStartedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// What happens to open children when the execution is terminated or times out.
    public var childPolicy: ChildPolicy
    /// The run that this one continues, when it was continued as new; 0 to 64 characters.
    public var continuedExecutionRunId: String?
    /// How long the execution may be open; seconds as text, or `NONE`.
    public var executionStartToCloseTimeout: String?
    /// The input; 0 to 32,768 characters.
    public var input: String?
    /// The role under which lambda functions run; 1 to 1,600 characters.
    public var lambdaRole: String?
    /// The initiating event in the history of the parent; 0 for an execution without one.
    public var parentInitiatedEventId: EventId?
    /// The parent execution; absent when there is none.
    public var parentWorkflowExecution: WorkflowExecution?
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
        continuedExecutionRunId: String? = nil,
        executionStartToCloseTimeout: String? = nil,
        input: String? = nil,
        lambdaRole: String? = nil,
        parentInitiatedEventId: EventId? = nil,
        parentWorkflowExecution: WorkflowExecution? = nil,
        tagList: [String]? = nil,
        taskList: TaskList,
        taskPriority: String? = nil,
        taskStartToCloseTimeout: String? = nil,
        workflowType: WorkflowType
    ) {
        self.childPolicy = childPolicy
        self.continuedExecutionRunId = continuedExecutionRunId
        self.executionStartToCloseTimeout = executionStartToCloseTimeout
        self.input = input
        self.lambdaRole = lambdaRole
        self.parentInitiatedEventId = parentInitiatedEventId
        self.parentWorkflowExecution = parentWorkflowExecution
        self.tagList = tagList
        self.taskList = taskList
        self.taskPriority = taskPriority
        self.taskStartToCloseTimeout = taskStartToCloseTimeout
        self.workflowType = workflowType
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionStartedEventAttributes",
        [
            .required("childPolicy", .enumeration(ChildPolicy.self)),
            .optional("continuedExecutionRunId", .workflowRunIdOptional),
            .optional("executionStartToCloseTimeout", .durationInSecondsOptional),
            .optional("input", .data),
            .optional("lambdaRole", .arn),
            .optional("parentInitiatedEventId", .eventId),
            .optional("parentWorkflowExecution", .structure(WorkflowExecution.shape)),
            .optional("tagList", .list(of: .tag, maximum: 5)),
            .required("taskList", .structure(TaskList.shape)),
            .optional("taskPriority", .taskPriority),
            .optional("taskStartToCloseTimeout", .durationInSecondsOptional),
            .required("workflowType", .structure(WorkflowType.shape)),
        ]
    )
}

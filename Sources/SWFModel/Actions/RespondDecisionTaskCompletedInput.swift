/// Answers a decision task with decisions. The input of RespondDecisionTaskCompleted.
public struct RespondDecisionTaskCompletedInput: Codable, Hashable, Sendable, Shaped {
    /// The decisions, carried out in this order.
    public var decisions: [Decision]?
    /// Free text kept with the execution and shown by DescribeWorkflowExecution; 0 to 32,768 characters.
    public var executionContext: String?
    /// The task list.
    public var taskList: TaskList?
    /// How long the task list above is tried before the original one is used again; seconds as text, or `NONE`.
    public var taskListScheduleToStartTimeout: String?
    /// The receipt for the task, opaque; 1 to 1,024 characters.
    public var taskToken: String

    /// Creates the value from its members.
    public init(
        decisions: [Decision]? = nil,
        executionContext: String? = nil,
        taskList: TaskList? = nil,
        taskListScheduleToStartTimeout: String? = nil,
        taskToken: String
    ) {
        self.decisions = decisions
        self.executionContext = executionContext
        self.taskList = taskList
        self.taskListScheduleToStartTimeout = taskListScheduleToStartTimeout
        self.taskToken = taskToken
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RespondDecisionTaskCompletedInput",
        [
            .optional("decisions", .list(of: .structure(Decision.shape))),
            .optional("executionContext", .data),
            .optional("taskList", .structure(TaskList.shape)),
            .optional("taskListScheduleToStartTimeout", .durationInSecondsOptional),
            .required("taskToken", .taskToken),
        ]
    )
}

/// How much of each kind is open in an execution.
public struct WorkflowExecutionOpenCounts: Codable, Hashable, Sendable, Shaped {
    /// Activity tasks that are scheduled or started.
    public var openActivityTasks: Int
    /// Children that have not closed.
    public var openChildWorkflowExecutions: Int
    /// Decision tasks that are scheduled or started: 0 or 1.
    public var openDecisionTasks: Int
    /// Lambda tasks that have not closed.
    public var openLambdaFunctions: Int?
    /// Timers that have neither fired nor been canceled.
    public var openTimers: Int

    /// Creates the value from its members.
    public init(
        openActivityTasks: Int,
        openChildWorkflowExecutions: Int,
        openDecisionTasks: Int,
        openLambdaFunctions: Int? = nil,
        openTimers: Int
    ) {
        self.openActivityTasks = openActivityTasks
        self.openChildWorkflowExecutions = openChildWorkflowExecutions
        self.openDecisionTasks = openDecisionTasks
        self.openLambdaFunctions = openLambdaFunctions
        self.openTimers = openTimers
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionOpenCounts",
        [
            .required("openActivityTasks", .count),
            .required("openChildWorkflowExecutions", .count),
            .required("openDecisionTasks", .openDecisionTasksCount),
            .optional("openLambdaFunctions", .count),
            .required("openTimers", .count),
        ]
    )
}

/// All that DescribeWorkflowExecution tells.
public struct WorkflowExecutionDetail: Codable, Hashable, Sendable, Shaped {
    /// The settings of the execution, as resolved at its start.
    public var executionConfiguration: WorkflowExecutionConfiguration
    /// The execution itself.
    public var executionInfo: WorkflowExecutionInfo
    /// When the latest activity task event was recorded; absent when there was none.
    public var latestActivityTaskTimestamp: Timestamp?
    /// The execution context that a decider gave last; 0 to 32,768 characters.
    public var latestExecutionContext: String?
    /// What is open in the execution.
    public var openCounts: WorkflowExecutionOpenCounts

    /// Creates the value from its members.
    public init(
        executionConfiguration: WorkflowExecutionConfiguration,
        executionInfo: WorkflowExecutionInfo,
        latestActivityTaskTimestamp: Timestamp? = nil,
        latestExecutionContext: String? = nil,
        openCounts: WorkflowExecutionOpenCounts
    ) {
        self.executionConfiguration = executionConfiguration
        self.executionInfo = executionInfo
        self.latestActivityTaskTimestamp = latestActivityTaskTimestamp
        self.latestExecutionContext = latestExecutionContext
        self.openCounts = openCounts
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionDetail",
        [
            .required("executionConfiguration", .structure(WorkflowExecutionConfiguration.shape)),
            .required("executionInfo", .structure(WorkflowExecutionInfo.shape)),
            .optional("latestActivityTaskTimestamp", .timestamp),
            .optional("latestExecutionContext", .data),
            .required("openCounts", .structure(WorkflowExecutionOpenCounts.shape)),
        ]
    )
}

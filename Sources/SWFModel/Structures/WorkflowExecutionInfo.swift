/// An execution as lists show it.
public struct WorkflowExecutionInfo: Codable, Hashable, Sendable, Shaped {
    /// Whether a cancel was requested.
    public var cancelRequested: Bool?
    /// How the execution closed; absent while it is open.
    public var closeStatus: CloseStatus?
    /// When the execution closed; absent while it is open.
    public var closeTimestamp: Timestamp?
    /// The execution, by workflow id and run id.
    public var execution: WorkflowExecution
    /// Whether the execution is open.
    public var executionStatus: ExecutionStatus
    /// The parent execution; absent when there is none.
    public var parent: WorkflowExecution?
    /// When the execution started.
    public var startTimestamp: Timestamp
    /// The tags of the execution; at most 5.
    public var tagList: [String]?
    /// The workflow type.
    public var workflowType: WorkflowType

    /// Creates the value from its members.
    public init(
        cancelRequested: Bool? = nil,
        closeStatus: CloseStatus? = nil,
        closeTimestamp: Timestamp? = nil,
        execution: WorkflowExecution,
        executionStatus: ExecutionStatus,
        parent: WorkflowExecution? = nil,
        startTimestamp: Timestamp,
        tagList: [String]? = nil,
        workflowType: WorkflowType
    ) {
        self.cancelRequested = cancelRequested
        self.closeStatus = closeStatus
        self.closeTimestamp = closeTimestamp
        self.execution = execution
        self.executionStatus = executionStatus
        self.parent = parent
        self.startTimestamp = startTimestamp
        self.tagList = tagList
        self.workflowType = workflowType
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionInfo",
        [
            .optional("cancelRequested", .canceled),
            .optional("closeStatus", .enumeration(CloseStatus.self)),
            .optional("closeTimestamp", .timestamp),
            .required("execution", .structure(WorkflowExecution.shape)),
            .required("executionStatus", .enumeration(ExecutionStatus.self)),
            .optional("parent", .structure(WorkflowExecution.shape)),
            .required("startTimestamp", .timestamp),
            .optional("tagList", .list(of: .tag, maximum: 5)),
            .required("workflowType", .structure(WorkflowType.shape)),
        ]
    )
}

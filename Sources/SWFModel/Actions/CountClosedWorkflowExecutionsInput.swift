/// Counts closed executions. The input of CountClosedWorkflowExecutions.
public struct CountClosedWorkflowExecutionsInput: Codable, Hashable, Sendable, Shaped {
    /// Only executions that closed this way.
    public var closeStatusFilter: CloseStatusFilter?
    /// Only executions that closed within this range.
    public var closeTimeFilter: ExecutionTimeFilter?
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// Only the executions with this workflow id.
    public var executionFilter: WorkflowExecutionFilter?
    /// Only executions that started within this range.
    public var startTimeFilter: ExecutionTimeFilter?
    /// Only executions with this tag.
    public var tagFilter: TagFilter?
    /// Only executions of this workflow type.
    public var typeFilter: WorkflowTypeFilter?

    /// Creates the value from its members.
    public init(
        closeStatusFilter: CloseStatusFilter? = nil,
        closeTimeFilter: ExecutionTimeFilter? = nil,
        domain: String,
        executionFilter: WorkflowExecutionFilter? = nil,
        startTimeFilter: ExecutionTimeFilter? = nil,
        tagFilter: TagFilter? = nil,
        typeFilter: WorkflowTypeFilter? = nil
    ) {
        self.closeStatusFilter = closeStatusFilter
        self.closeTimeFilter = closeTimeFilter
        self.domain = domain
        self.executionFilter = executionFilter
        self.startTimeFilter = startTimeFilter
        self.tagFilter = tagFilter
        self.typeFilter = typeFilter
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "CountClosedWorkflowExecutionsInput",
        [
            .optional("closeStatusFilter", .structure(CloseStatusFilter.shape)),
            .optional("closeTimeFilter", .structure(ExecutionTimeFilter.shape)),
            .required("domain", .domainName),
            .optional("executionFilter", .structure(WorkflowExecutionFilter.shape)),
            .optional("startTimeFilter", .structure(ExecutionTimeFilter.shape)),
            .optional("tagFilter", .structure(TagFilter.shape)),
            .optional("typeFilter", .structure(WorkflowTypeFilter.shape)),
        ]
    )
}

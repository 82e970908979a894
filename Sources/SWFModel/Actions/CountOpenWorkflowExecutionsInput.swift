/// Counts open executions. The input of CountOpenWorkflowExecutions.
public struct CountOpenWorkflowExecutionsInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// Only the executions with this workflow id.
    public var executionFilter: WorkflowExecutionFilter?
    /// Only executions that started within this range.
    public var startTimeFilter: ExecutionTimeFilter
    /// Only executions with this tag.
    public var tagFilter: TagFilter?
    /// Only executions of this workflow type.
    public var typeFilter: WorkflowTypeFilter?

    /// Creates the value from its members.
    public init(
        domain: String,
        executionFilter: WorkflowExecutionFilter? = nil,
        startTimeFilter: ExecutionTimeFilter,
        tagFilter: TagFilter? = nil,
        typeFilter: WorkflowTypeFilter? = nil
    ) {
        self.domain = domain
        self.executionFilter = executionFilter
        self.startTimeFilter = startTimeFilter
        self.tagFilter = tagFilter
        self.typeFilter = typeFilter
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "CountOpenWorkflowExecutionsInput",
        [
            .required("domain", .domainName),
            .optional("executionFilter", .structure(WorkflowExecutionFilter.shape)),
            .required("startTimeFilter", .structure(ExecutionTimeFilter.shape)),
            .optional("tagFilter", .structure(TagFilter.shape)),
            .optional("typeFilter", .structure(WorkflowTypeFilter.shape)),
        ]
    )
}

/// Lists open executions, the newest first. The input of ListOpenWorkflowExecutions.
public struct ListOpenWorkflowExecutionsInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// Only the executions with this workflow id.
    public var executionFilter: WorkflowExecutionFilter?
    /// How many entries a page may hold; 0 or absent means 1,000; 0 to 1,000.
    public var maximumPageSize: Int?
    /// Where the next page begins; absent when there is none; 0 to 2,048 characters.
    public var nextPageToken: String?
    /// Whether the whole result is turned round before it is cut into pages.
    public var reverseOrder: Bool?
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
        maximumPageSize: Int? = nil,
        nextPageToken: String? = nil,
        reverseOrder: Bool? = nil,
        startTimeFilter: ExecutionTimeFilter,
        tagFilter: TagFilter? = nil,
        typeFilter: WorkflowTypeFilter? = nil
    ) {
        self.domain = domain
        self.executionFilter = executionFilter
        self.maximumPageSize = maximumPageSize
        self.nextPageToken = nextPageToken
        self.reverseOrder = reverseOrder
        self.startTimeFilter = startTimeFilter
        self.tagFilter = tagFilter
        self.typeFilter = typeFilter
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ListOpenWorkflowExecutionsInput",
        [
            .required("domain", .domainName),
            .optional("executionFilter", .structure(WorkflowExecutionFilter.shape)),
            .optional("maximumPageSize", .pageSize),
            .optional("nextPageToken", .pageToken),
            .optional("reverseOrder", .reverseOrder),
            .required("startTimeFilter", .structure(ExecutionTimeFilter.shape)),
            .optional("tagFilter", .structure(TagFilter.shape)),
            .optional("typeFilter", .structure(WorkflowTypeFilter.shape)),
        ]
    )
}

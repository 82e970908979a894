/// Reads the event history of an execution, page by page. The input of GetWorkflowExecutionHistory.
public struct GetWorkflowExecutionHistoryInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// The execution, by workflow id and run id.
    public var execution: WorkflowExecution
    /// How many entries a page may hold; 0 or absent means 1,000; 0 to 1,000.
    public var maximumPageSize: Int?
    /// Where the next page begins; absent when there is none; 0 to 2,048 characters.
    public var nextPageToken: String?
    /// Whether the whole result is turned round before it is cut into pages.
    public var reverseOrder: Bool?

    /// Creates the value from its members.
    public init(
        domain: String,
        execution: WorkflowExecution,
        maximumPageSize: Int? = nil,
        nextPageToken: String? = nil,
        reverseOrder: Bool? = nil
    ) {
        self.domain = domain
        self.execution = execution
        self.maximumPageSize = maximumPageSize
        self.nextPageToken = nextPageToken
        self.reverseOrder = reverseOrder
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "GetWorkflowExecutionHistoryInput",
        [
            .required("domain", .domainName),
            .required("execution", .structure(WorkflowExecution.shape)),
            .optional("maximumPageSize", .pageSize),
            .optional("nextPageToken", .pageToken),
            .optional("reverseOrder", .reverseOrder),
        ]
    )
}

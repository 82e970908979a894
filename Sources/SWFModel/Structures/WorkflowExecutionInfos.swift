/// A page of executions.
public struct WorkflowExecutionInfos: Codable, Hashable, Sendable, Shaped {
    /// The executions of this page.
    public var executionInfos: [WorkflowExecutionInfo]
    /// Where the next page begins; absent when there is none; 0 to 2,048 characters.
    public var nextPageToken: String?

    /// Creates the value from its members.
    public init(executionInfos: [WorkflowExecutionInfo], nextPageToken: String? = nil) {
        self.executionInfos = executionInfos
        self.nextPageToken = nextPageToken
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionInfos",
        [
            .required("executionInfos", .list(of: .structure(WorkflowExecutionInfo.shape))),
            .optional("nextPageToken", .pageToken),
        ]
    )
}

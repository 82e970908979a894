/// Selects executions by workflow id.
public struct WorkflowExecutionFilter: Codable, Hashable, Sendable, Shaped {
    /// The workflow id, unique among the open executions of the domain; 1 to 256 characters.
    public var workflowId: String

    /// Creates the value from its members.
    public init(workflowId: String) {
        self.workflowId = workflowId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionFilter",
        [
            .required("workflowId", .workflowId)
        ]
    )
}

/// One run of a workflow: the caller's workflow id and the service's run id.
public struct WorkflowExecution: Codable, Hashable, Sendable, Shaped {
    /// The run; 1 to 64 characters.
    public var runId: String
    /// The workflow id, unique among the open executions of the domain; 1 to 256 characters.
    public var workflowId: String

    /// Creates the value from its members.
    public init(runId: String, workflowId: String) {
        self.runId = runId
        self.workflowId = workflowId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecution",
        [
            .required("runId", .workflowRunId),
            .required("workflowId", .workflowId),
        ]
    )
}

/// Asks an open execution to cancel itself. The input of RequestCancelWorkflowExecution.
public struct RequestCancelWorkflowExecutionInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// The run; when absent or empty, the open run of the workflow id; 0 to 64 characters.
    public var runId: String?
    /// The workflow id, unique among the open executions of the domain; 1 to 256 characters.
    public var workflowId: String

    /// Creates the value from its members.
    public init(domain: String, runId: String? = nil, workflowId: String) {
        self.domain = domain
        self.runId = runId
        self.workflowId = workflowId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RequestCancelWorkflowExecutionInput",
        [
            .required("domain", .domainName),
            .optional("runId", .workflowRunIdOptional),
            .required("workflowId", .workflowId),
        ]
    )
}

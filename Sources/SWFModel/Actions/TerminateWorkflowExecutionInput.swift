/// Closes an open execution at once. The input of TerminateWorkflowExecution.
public struct TerminateWorkflowExecutionInput: Codable, Hashable, Sendable, Shaped {
    /// What happens to open children when the execution is terminated or times out.
    public var childPolicy: ChildPolicy?
    /// Further data; 0 to 32,768 characters.
    public var details: String?
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// The reason, short; 0 to 256 characters.
    public var reason: String?
    /// The run; when absent or empty, the open run of the workflow id; 0 to 64 characters.
    public var runId: String?
    /// The workflow id, unique among the open executions of the domain; 1 to 256 characters.
    public var workflowId: String

    /// Creates the value from its members.
    public init(
        childPolicy: ChildPolicy? = nil,
        details: String? = nil,
        domain: String,
        reason: String? = nil,
        runId: String? = nil,
        workflowId: String
    ) {
        self.childPolicy = childPolicy
        self.details = details
        self.domain = domain
        self.reason = reason
        self.runId = runId
        self.workflowId = workflowId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "TerminateWorkflowExecutionInput",
        [
            .optional("childPolicy", .enumeration(ChildPolicy.self)),
            .optional("details", .data),
            .required("domain", .domainName),
            .optional("reason", .terminateReason),
            .optional("runId", .workflowRunIdOptional),
            .required("workflowId", .workflowId),
        ]
    )
}

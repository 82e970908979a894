/// Asks another execution of the domain to cancel itself.
public struct RequestCancelExternalWorkflowExecutionDecisionAttributes: Codable, Hashable, Sendable, Shaped {
    /// Data for the decider alone; it stays in the history and never reaches the worker or the target; 0 to 32,768
    /// characters.
    public var control: String?
    /// The run; when absent or empty, the open run of the workflow id; 0 to 64 characters.
    public var runId: String?
    /// The workflow id, unique among the open executions of the domain; 1 to 256 characters.
    public var workflowId: String

    /// Creates the value from its members.
    public init(control: String? = nil, runId: String? = nil, workflowId: String) {
        self.control = control
        self.runId = runId
        self.workflowId = workflowId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RequestCancelExternalWorkflowExecutionDecisionAttributes",
        [
            .optional("control", .data),
            .optional("runId", .workflowRunIdOptional),
            .required("workflowId", .workflowId),
        ]
    )
}

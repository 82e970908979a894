/// Sends a signal to an open execution. The input of SignalWorkflowExecution.
public struct SignalWorkflowExecutionInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// The input; 0 to 32,768 characters.
    public var input: String?
    /// The run; when absent or empty, the open run of the workflow id; 0 to 64 characters.
    public var runId: String?
    /// The name of the signal; 1 to 256 characters.
    public var signalName: String
    /// The workflow id, unique among the open executions of the domain; 1 to 256 characters.
    public var workflowId: String

    /// Creates the value from its members.
    public init(domain: String, input: String? = nil, runId: String? = nil, signalName: String, workflowId: String) {
        self.domain = domain
        self.input = input
        self.runId = runId
        self.signalName = signalName
        self.workflowId = workflowId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "SignalWorkflowExecutionInput",
        [
            .required("domain", .domainName),
            .optional("input", .data),
            .optional("runId", .workflowRunIdOptional),
            .required("signalName", .signalName),
            .required("workflowId", .workflowId),
        ]
    )
}

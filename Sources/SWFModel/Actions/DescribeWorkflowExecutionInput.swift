/// Describes an execution, open or closed. The input of DescribeWorkflowExecution.
public struct DescribeWorkflowExecutionInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// The execution, by workflow id and run id.
    public var execution: WorkflowExecution

    /// Creates the value from its members.
    public init(domain: String, execution: WorkflowExecution) {
        self.domain = domain
        self.execution = execution
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DescribeWorkflowExecutionInput",
        [
            .required("domain", .domainName),
            .required("execution", .structure(WorkflowExecution.shape)),
        ]
    )
}

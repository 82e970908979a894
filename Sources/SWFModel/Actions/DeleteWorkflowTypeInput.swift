/// Deletes a deprecated workflow type. The input of DeleteWorkflowType.
public struct DeleteWorkflowTypeInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// The workflow type.
    public var workflowType: WorkflowType

    /// Creates the value from its members.
    public init(domain: String, workflowType: WorkflowType) {
        self.domain = domain
        self.workflowType = workflowType
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DeleteWorkflowTypeInput",
        [
            .required("domain", .domainName),
            .required("workflowType", .structure(WorkflowType.shape)),
        ]
    )
}

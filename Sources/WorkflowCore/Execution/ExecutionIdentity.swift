public import SWFModel

/// Which execution it is, inside a server.
public struct ExecutionIdentity: Codable, Hashable, Sendable {
    /// The store's number for the execution: small, never used again.
    public var id: Int
    /// The domain, which all messages of the execution stay inside.
    public var domain: String
    /// The workflow id and run id, as the wire says them.
    public var execution: WorkflowExecution

    /// Creates an identity.
    public init(id: Int, domain: String, execution: WorkflowExecution) {
        self.id = id
        self.domain = domain
        self.execution = execution
    }
}

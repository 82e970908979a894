/// Closes the execution as canceled. Must be the last decision.
public struct CancelWorkflowExecutionDecisionAttributes: Codable, Hashable, Sendable, Shaped {
    /// Further data; 0 to 32,768 characters.
    public var details: String?

    /// Creates the value from its members.
    public init(details: String? = nil) {
        self.details = details
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "CancelWorkflowExecutionDecisionAttributes",
        [
            .optional("details", .data)
        ]
    )
}

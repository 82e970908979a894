/// Closes the execution as failed. Must be the last decision.
public struct FailWorkflowExecutionDecisionAttributes: Codable, Hashable, Sendable, Shaped {
    /// Further data; 0 to 32,768 characters.
    public var details: String?
    /// The reason, short; 0 to 256 characters.
    public var reason: String?

    /// Creates the value from its members.
    public init(details: String? = nil, reason: String? = nil) {
        self.details = details
        self.reason = reason
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "FailWorkflowExecutionDecisionAttributes",
        [
            .optional("details", .data),
            .optional("reason", .failureReason),
        ]
    )
}

/// Closes the execution as completed. Must be the last decision.
public struct CompleteWorkflowExecutionDecisionAttributes: Codable, Hashable, Sendable, Shaped {
    /// The result; 0 to 32,768 characters.
    public var result: String?

    /// Creates the value from its members.
    public init(result: String? = nil) {
        self.result = result
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "CompleteWorkflowExecutionDecisionAttributes",
        [
            .optional("result", .data)
        ]
    )
}

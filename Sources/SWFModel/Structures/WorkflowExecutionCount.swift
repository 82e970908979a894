/// How many executions match.
public struct WorkflowExecutionCount: Codable, Hashable, Sendable, Shaped {
    /// How many there are.
    public var count: Int
    /// Whether the count is a lower bound.
    public var truncated: Bool?

    /// Creates the value from its members.
    public init(count: Int, truncated: Bool? = nil) {
        self.count = count
        self.truncated = truncated
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionCount",
        [
            .required("count", .count),
            .optional("truncated", .truncated),
        ]
    )
}

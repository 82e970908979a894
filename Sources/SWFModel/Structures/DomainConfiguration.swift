/// What a domain was registered with.
public struct DomainConfiguration: Codable, Hashable, Sendable, Shaped {
    /// How many days a closed execution is kept; 0 to 90 as text, or `NONE`.
    public var workflowExecutionRetentionPeriodInDays: String

    /// Creates the value from its members.
    public init(workflowExecutionRetentionPeriodInDays: String) {
        self.workflowExecutionRetentionPeriodInDays = workflowExecutionRetentionPeriodInDays
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DomainConfiguration",
        [
            .required("workflowExecutionRetentionPeriodInDays", .durationInDays)
        ]
    )
}

/// Registers a domain. The input of RegisterDomain.
public struct RegisterDomainInput: Codable, Hashable, Sendable, Shaped {
    /// Text for people; 0 to 1,024 characters.
    public var description: String?
    /// The name; 1 to 256 characters.
    public var name: String
    /// The tags of the resource.
    public var tags: [ResourceTag]?
    /// How many days a closed execution is kept; 0 to 90 as text, or `NONE`.
    public var workflowExecutionRetentionPeriodInDays: String

    /// Creates the value from its members.
    public init(
        description: String? = nil,
        name: String,
        tags: [ResourceTag]? = nil,
        workflowExecutionRetentionPeriodInDays: String
    ) {
        self.description = description
        self.name = name
        self.tags = tags
        self.workflowExecutionRetentionPeriodInDays = workflowExecutionRetentionPeriodInDays
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RegisterDomainInput",
        [
            .optional("description", .description),
            .required("name", .domainName),
            .optional("tags", .list(of: .structure(ResourceTag.shape))),
            .required("workflowExecutionRetentionPeriodInDays", .durationInDays),
        ]
    )
}

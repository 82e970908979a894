/// A workflow type, its status and its dates.
public struct WorkflowTypeInfo: Codable, Hashable, Sendable, Shaped {
    /// When the type was registered.
    public var creationDate: Timestamp
    /// When the type was deprecated; absent while it is registered.
    public var deprecationDate: Timestamp?
    /// Text for people; 0 to 1,024 characters.
    public var description: String?
    /// The status.
    public var status: RegistrationStatus
    /// The workflow type.
    public var workflowType: WorkflowType

    /// Creates the value from its members.
    public init(
        creationDate: Timestamp,
        deprecationDate: Timestamp? = nil,
        description: String? = nil,
        status: RegistrationStatus,
        workflowType: WorkflowType
    ) {
        self.creationDate = creationDate
        self.deprecationDate = deprecationDate
        self.description = description
        self.status = status
        self.workflowType = workflowType
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowTypeInfo",
        [
            .required("creationDate", .timestamp),
            .optional("deprecationDate", .timestamp),
            .optional("description", .description),
            .required("status", .enumeration(RegistrationStatus.self)),
            .required("workflowType", .structure(WorkflowType.shape)),
        ]
    )
}

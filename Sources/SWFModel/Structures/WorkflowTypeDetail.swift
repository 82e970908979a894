/// A workflow type and its configuration.
public struct WorkflowTypeDetail: Codable, Hashable, Sendable, Shaped {
    /// What was registered with it.
    public var configuration: WorkflowTypeConfiguration
    /// The type itself.
    public var typeInfo: WorkflowTypeInfo

    /// Creates the value from its members.
    public init(configuration: WorkflowTypeConfiguration, typeInfo: WorkflowTypeInfo) {
        self.configuration = configuration
        self.typeInfo = typeInfo
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowTypeDetail",
        [
            .required("configuration", .structure(WorkflowTypeConfiguration.shape)),
            .required("typeInfo", .structure(WorkflowTypeInfo.shape)),
        ]
    )
}

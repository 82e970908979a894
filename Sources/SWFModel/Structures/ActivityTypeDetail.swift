/// An activity type and its configuration.
public struct ActivityTypeDetail: Codable, Hashable, Sendable, Shaped {
    /// What was registered with it.
    public var configuration: ActivityTypeConfiguration
    /// The type itself.
    public var typeInfo: ActivityTypeInfo

    /// Creates the value from its members.
    public init(configuration: ActivityTypeConfiguration, typeInfo: ActivityTypeInfo) {
        self.configuration = configuration
        self.typeInfo = typeInfo
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTypeDetail",
        [
            .required("configuration", .structure(ActivityTypeConfiguration.shape)),
            .required("typeInfo", .structure(ActivityTypeInfo.shape)),
        ]
    )
}

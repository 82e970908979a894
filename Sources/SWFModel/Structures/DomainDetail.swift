/// A domain and its configuration.
public struct DomainDetail: Codable, Hashable, Sendable, Shaped {
    /// What was registered with it.
    public var configuration: DomainConfiguration
    /// The domain itself.
    public var domainInfo: DomainInfo

    /// Creates the value from its members.
    public init(configuration: DomainConfiguration, domainInfo: DomainInfo) {
        self.configuration = configuration
        self.domainInfo = domainInfo
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DomainDetail",
        [
            .required("configuration", .structure(DomainConfiguration.shape)),
            .required("domainInfo", .structure(DomainInfo.shape)),
        ]
    )
}

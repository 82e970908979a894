/// Describes a domain. The input of DescribeDomain.
public struct DescribeDomainInput: Codable, Hashable, Sendable, Shaped {
    /// The name; 1 to 256 characters.
    public var name: String

    /// Creates the value from its members.
    public init(name: String) {
        self.name = name
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DescribeDomainInput",
        [
            .required("name", .domainName)
        ]
    )
}

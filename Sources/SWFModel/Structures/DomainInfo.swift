/// A domain and its status.
public struct DomainInfo: Codable, Hashable, Sendable, Shaped {
    /// The Amazon resource name of the domain; 1 to 1,600 characters.
    public var arn: String?
    /// Text for people; 0 to 1,024 characters.
    public var description: String?
    /// The name; 1 to 256 characters.
    public var name: String
    /// The status.
    public var status: RegistrationStatus

    /// Creates the value from its members.
    public init(arn: String? = nil, description: String? = nil, name: String, status: RegistrationStatus) {
        self.arn = arn
        self.description = description
        self.name = name
        self.status = status
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DomainInfo",
        [
            .optional("arn", .arn),
            .optional("description", .description),
            .required("name", .domainName),
            .required("status", .enumeration(RegistrationStatus.self)),
        ]
    )
}

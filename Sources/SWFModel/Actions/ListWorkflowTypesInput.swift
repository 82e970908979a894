/// Lists the workflow types of a domain. The input of ListWorkflowTypes.
public struct ListWorkflowTypesInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// How many entries a page may hold; 0 or absent means 1,000; 0 to 1,000.
    public var maximumPageSize: Int?
    /// The name; 1 to 256 characters.
    public var name: String?
    /// Where the next page begins; absent when there is none; 0 to 2,048 characters.
    public var nextPageToken: String?
    /// Only what has this status.
    public var registrationStatus: RegistrationStatus
    /// Whether the whole result is turned round before it is cut into pages.
    public var reverseOrder: Bool?

    /// Creates the value from its members.
    public init(
        domain: String,
        maximumPageSize: Int? = nil,
        name: String? = nil,
        nextPageToken: String? = nil,
        registrationStatus: RegistrationStatus,
        reverseOrder: Bool? = nil
    ) {
        self.domain = domain
        self.maximumPageSize = maximumPageSize
        self.name = name
        self.nextPageToken = nextPageToken
        self.registrationStatus = registrationStatus
        self.reverseOrder = reverseOrder
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ListWorkflowTypesInput",
        [
            .required("domain", .domainName),
            .optional("maximumPageSize", .pageSize),
            .optional("name", .name),
            .optional("nextPageToken", .pageToken),
            .required("registrationStatus", .enumeration(RegistrationStatus.self)),
            .optional("reverseOrder", .reverseOrder),
        ]
    )
}

/// Lists the domains of the account and region. The input of ListDomains.
public struct ListDomainsInput: Codable, Hashable, Sendable, Shaped {
    /// How many entries a page may hold; 0 or absent means 1,000; 0 to 1,000.
    public var maximumPageSize: Int?
    /// Where the next page begins; absent when there is none; 0 to 2,048 characters.
    public var nextPageToken: String?
    /// Only what has this status.
    public var registrationStatus: RegistrationStatus
    /// Whether the whole result is turned round before it is cut into pages.
    public var reverseOrder: Bool?

    /// Creates the value from its members.
    public init(
        maximumPageSize: Int? = nil,
        nextPageToken: String? = nil,
        registrationStatus: RegistrationStatus,
        reverseOrder: Bool? = nil
    ) {
        self.maximumPageSize = maximumPageSize
        self.nextPageToken = nextPageToken
        self.registrationStatus = registrationStatus
        self.reverseOrder = reverseOrder
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ListDomainsInput",
        [
            .optional("maximumPageSize", .pageSize),
            .optional("nextPageToken", .pageToken),
            .required("registrationStatus", .enumeration(RegistrationStatus.self)),
            .optional("reverseOrder", .reverseOrder),
        ]
    )
}

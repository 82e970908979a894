/// A page of domains.
public struct DomainInfos: Codable, Hashable, Sendable, Shaped {
    /// The domains of this page.
    public var domainInfos: [DomainInfo]
    /// Where the next page begins; absent when there is none; 0 to 2,048 characters.
    public var nextPageToken: String?

    /// Creates the value from its members.
    public init(domainInfos: [DomainInfo], nextPageToken: String? = nil) {
        self.domainInfos = domainInfos
        self.nextPageToken = nextPageToken
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DomainInfos",
        [
            .required("domainInfos", .list(of: .structure(DomainInfo.shape))),
            .optional("nextPageToken", .pageToken),
        ]
    )
}

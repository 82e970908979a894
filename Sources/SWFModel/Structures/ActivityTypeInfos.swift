/// A page of activity types.
public struct ActivityTypeInfos: Codable, Hashable, Sendable, Shaped {
    /// Where the next page begins; absent when there is none; 0 to 2,048 characters.
    public var nextPageToken: String?
    /// The types of this page.
    public var typeInfos: [ActivityTypeInfo]

    /// Creates the value from its members.
    public init(nextPageToken: String? = nil, typeInfos: [ActivityTypeInfo]) {
        self.nextPageToken = nextPageToken
        self.typeInfos = typeInfos
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTypeInfos",
        [
            .optional("nextPageToken", .pageToken),
            .required("typeInfos", .list(of: .structure(ActivityTypeInfo.shape))),
        ]
    )
}

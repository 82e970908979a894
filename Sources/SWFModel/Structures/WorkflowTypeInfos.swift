/// A page of workflow types.
public struct WorkflowTypeInfos: Codable, Hashable, Sendable, Shaped {
    /// Where the next page begins; absent when there is none; 0 to 2,048 characters.
    public var nextPageToken: String?
    /// The types of this page.
    public var typeInfos: [WorkflowTypeInfo]

    /// Creates the value from its members.
    public init(nextPageToken: String? = nil, typeInfos: [WorkflowTypeInfo]) {
        self.nextPageToken = nextPageToken
        self.typeInfos = typeInfos
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowTypeInfos",
        [
            .optional("nextPageToken", .pageToken),
            .required("typeInfos", .list(of: .structure(WorkflowTypeInfo.shape))),
        ]
    )
}

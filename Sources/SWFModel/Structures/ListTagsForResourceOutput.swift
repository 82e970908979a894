/// The tags of a resource.
public struct ListTagsForResourceOutput: Codable, Hashable, Sendable, Shaped {
    /// The tags of the resource.
    public var tags: [ResourceTag]?

    /// Creates the value from its members.
    public init(tags: [ResourceTag]? = nil) {
        self.tags = tags
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ListTagsForResourceOutput",
        [
            .optional("tags", .list(of: .structure(ResourceTag.shape)))
        ]
    )
}

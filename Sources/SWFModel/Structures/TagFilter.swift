/// Selects executions by one tag.
public struct TagFilter: Codable, Hashable, Sendable, Shaped {
    /// The tag; it matches whole and with its case; 0 to 256 characters.
    public var tag: String

    /// Creates the value from its members.
    public init(tag: String) {
        self.tag = tag
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "TagFilter",
        [
            .required("tag", .tag)
        ]
    )
}

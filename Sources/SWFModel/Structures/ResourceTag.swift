/// A tag of a domain.
public struct ResourceTag: Codable, Hashable, Sendable, Shaped {
    /// The key of the tag; 1 to 128 characters.
    public var key: String
    /// The value of the tag; empty when absent; 0 to 256 characters.
    public var value: String?

    /// Creates the value from its members.
    public init(key: String, value: String? = nil) {
        self.key = key
        self.value = value
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ResourceTag",
        [
            .required("key", .resourceTagKey),
            .optional("value", .resourceTagValue),
        ]
    )
}

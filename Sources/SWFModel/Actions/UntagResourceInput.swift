/// Removes tags from a domain. The input of UntagResource.
public struct UntagResourceInput: Codable, Hashable, Sendable, Shaped {
    /// The Amazon resource name of the domain; 1 to 1,600 characters.
    public var resourceArn: String
    /// The keys of the tags to remove.
    public var tagKeys: [String]

    /// Creates the value from its members.
    public init(resourceArn: String, tagKeys: [String]) {
        self.resourceArn = resourceArn
        self.tagKeys = tagKeys
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "UntagResourceInput",
        [
            .required("resourceArn", .arn),
            .required("tagKeys", .list(of: .resourceTagKey)),
        ]
    )
}

/// Tags a domain. The input of TagResource.
public struct TagResourceInput: Codable, Hashable, Sendable, Shaped {
    /// The Amazon resource name of the domain; 1 to 1,600 characters.
    public var resourceArn: String
    /// The tags of the resource.
    public var tags: [ResourceTag]

    /// Creates the value from its members.
    public init(resourceArn: String, tags: [ResourceTag]) {
        self.resourceArn = resourceArn
        self.tags = tags
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "TagResourceInput",
        [
            .required("resourceArn", .arn),
            .required("tags", .list(of: .structure(ResourceTag.shape))),
        ]
    )
}

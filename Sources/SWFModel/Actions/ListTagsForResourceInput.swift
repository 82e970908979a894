/// Lists the tags of a domain. The input of ListTagsForResource.
public struct ListTagsForResourceInput: Codable, Hashable, Sendable, Shaped {
    /// The Amazon resource name of the domain; 1 to 1,600 characters.
    public var resourceArn: String

    /// Creates the value from its members.
    public init(resourceArn: String) {
        self.resourceArn = resourceArn
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ListTagsForResourceInput",
        [
            .required("resourceArn", .arn)
        ]
    )
}

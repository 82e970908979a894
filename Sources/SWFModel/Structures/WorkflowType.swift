/// A workflow type: a name and a version.
public struct WorkflowType: Codable, Hashable, Sendable, Shaped {
    /// The name; 1 to 256 characters.
    public var name: String
    /// The version; 1 to 64 characters.
    public var version: String

    /// Creates the value from its members.
    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowType",
        [
            .required("name", .name),
            .required("version", .version),
        ]
    )
}

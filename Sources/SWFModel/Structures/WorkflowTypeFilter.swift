/// Selects executions by workflow type, of one version or of all.
public struct WorkflowTypeFilter: Codable, Hashable, Sendable, Shaped {
    /// The name; 1 to 256 characters.
    public var name: String
    /// The version; every version when absent or empty; 0 to 64 characters.
    public var version: String?

    /// Creates the value from its members.
    public init(name: String, version: String? = nil) {
        self.name = name
        self.version = version
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowTypeFilter",
        [
            .required("name", .name),
            .optional("version", .versionOptional),
        ]
    )
}

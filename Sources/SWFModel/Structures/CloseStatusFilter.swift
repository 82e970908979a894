/// Selects closed executions by how they closed.
public struct CloseStatusFilter: Codable, Hashable, Sendable, Shaped {
    /// The status.
    public var status: CloseStatus

    /// Creates the value from its members.
    public init(status: CloseStatus) {
        self.status = status
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "CloseStatusFilter",
        [
            .required("status", .enumeration(CloseStatus.self))
        ]
    )
}

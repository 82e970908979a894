/// What a worker learns from a heartbeat.
public struct ActivityTaskStatus: Codable, Hashable, Sendable, Shaped {
    /// Whether a cancel was requested.
    public var cancelRequested: Bool

    /// Creates the value from its members.
    public init(cancelRequested: Bool) {
        self.cancelRequested = cancelRequested
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTaskStatus",
        [
            .required("cancelRequested", .canceled)
        ]
    )
}

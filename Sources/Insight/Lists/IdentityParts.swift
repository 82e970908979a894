/// What an identity of Martlet's programs says: `host:pid:role`.
public struct IdentityParts: Hashable, Sendable {
    /// The machine.
    public var host: String
    /// The number of the process there.
    public var pid: Int32
    /// What it is: `decider`, `worker`.
    public var role: String

    /// Nil when the identity was made otherwise, as by another program.
    public init?(_ identity: String) {
        let parts = identity.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 3, let pid = Int32(parts[parts.count - 2]), pid > 0 else { return nil }
        host = parts.dropLast(2).joined(separator: ":")
        self.pid = pid
        role = String(parts[parts.count - 1])
    }
}

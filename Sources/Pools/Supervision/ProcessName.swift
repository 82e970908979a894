/// The place of a process: its pool, and its slot in it.
public struct ProcessName: Codable, Hashable, Sendable, CustomStringConvertible {
    /// The pool: a name of the settings, `server`, or `register`.
    public var pool: String
    /// The place in the pool, from 1.
    public var slot: Int

    /// Creates a name from its parts.
    public init(pool: String, slot: Int) {
        self.pool = pool
        self.slot = slot
    }

    /// The server of the environment, of which there is one.
    public static let server = ProcessName(pool: "server", slot: 1)
    /// The program that registers domain and types, once, before the pools are started.
    public static let register = ProcessName(pool: "register", slot: 1)

    /// `workers-3`, `server`.
    public var description: String { self == .server || self == .register ? pool : "\(pool)-\(slot)" }
}

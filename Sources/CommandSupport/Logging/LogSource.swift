import AppSettings
import Logs

/// Which process a line comes from: what stands in each of its JSON lines.
public struct LogSource: Hashable, Sendable {
    /// The program: `worker`.
    public var role: String
    /// The process among those of its machine and environment: `workers-3` in a pool, else the role.
    public var process: String
    /// Who polls: `host:pid:role`.
    public var identity: String
    /// The name of the machine.
    public var host: String

    /// Creates the value from its parts.
    public init(role: String, process: String? = nil, identity: String, host: String) {
        self.role = role
        self.process = process ?? role
        self.identity = identity
        self.host = host
    }

    /// The facts. Group and stream are what log services sort lines by: one group for all, a stream for each process.
    func facts(_ settings: Settings) -> [LogFact] {
        [
            LogFact("environment", settings.environment), LogFact("group", settings.logs.group),
            LogFact("identity", identity), LogFact("role", role),
            LogFact("stream", "\(settings.logs.streamPrefix ?? host)-\(process)"),
        ]
    }

    /// The keys of those facts, which lines for people leave out.
    package static let keys: Set = ["environment", "group", "identity", "role", "stream"]
}

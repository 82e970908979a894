public import SWFModel

/// A set of programs that was put into a folder of its own, and is never written again: what is deployed and rolled back to.
public struct Release: Codable, Hashable, Sendable {
    /// The name of its folder: when it was made, in UTC, and from which commit: `20260301-021503-1a2b3c4`.
    public var name: String
    /// The commit; nil for programs that came from elsewhere.
    public var commit: String?
    /// When it was made.
    public var made: Timestamp
    /// The programs of Martlet, in the order in which they are tried out: what must answer first stands first.
    public static let programNames = [
        "martlet", "supervisor", "server", "decider", "worker", "register", "starter", "cron",
    ]

    /// Creates the value from its parts.
    public init(name: String, commit: String?, made: Timestamp) {
        self.name = name
        self.commit = commit
        self.made = made
    }

    private enum CodingKeys: String, CodingKey {
        case name, commit
        case made = "made_timestamp"
    }
}

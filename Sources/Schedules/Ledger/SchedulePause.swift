public import SWFModel

/// Somebody holds a schedule back, or all of them.
///
/// While it lasts nothing is decided: the ticks that come meanwhile are missed ones afterwards, and `catchUp` says what
/// becomes of them.
public struct SchedulePause: Hashable, Sendable, Codable {
    /// Who asked for it: `host:pid:cron`.
    public var by: String
    /// Since when, by the service's clock.
    public var since: Timestamp
    /// Until when; until somebody resumes it when absent.
    public var until: Timestamp?
    /// Why, in the words of who asked.
    public var reason: String?

    private enum CodingKeys: String, CodingKey {
        case by, reason
        case since = "since_timestamp"
        case until = "until_timestamp"
    }

    /// Creates the value from its parts.
    public init(by: String, since: Timestamp, until: Timestamp? = nil, reason: String? = nil) {
        self.by = by
        self.since = since
        self.until = until
        self.reason = reason
    }

    /// Whether it holds at a moment.
    public func holds(at moment: Timestamp) -> Bool { until.map { moment < $0 } ?? true }
}

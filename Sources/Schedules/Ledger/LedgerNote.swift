public import SWFModel

/// What the ledger's execution is told from outside, and what it writes into its own history; as JSON.
public enum LedgerNote {
    /// The workflow id of the execution that decides about all schedules of a domain.
    public static let workflowId = "martlet.cron.ledger"
    /// Its type.
    public static let type = WorkflowType(name: "martlet.cron.ledger", version: "1")
    /// The names of cron's own executions, which are no work of the user's: both as workflow ids and as names of types. The
    /// ledger is open for ever, so who waits until nothing is open must pass over it.
    public static let ownNames: Set<String> = [leaseName, workflowId]
    /// The workflow id, and the name of the type, of the lease that one cron at a time holds.
    public static let leaseName = "martlet.cron"
    /// The marker with the state after a decision (``LedgerState``).
    public static let stateMarker = "martlet.cron.state"
    /// The marker with what was decided (a list of ``LedgerEntry``).
    public static let entriesMarker = "martlet.cron.ticks"
    /// The signal that asks for a look.
    public static let look = "martlet.cron.look"
    /// The signal that pauses (``Wish``).
    public static let pause = "martlet.cron.pause"
    /// The signal that resumes (``Wish``).
    public static let resume = "martlet.cron.resume"
    /// The signal that asks for a run (``Wish``).
    public static let trigger = "martlet.cron.trigger"

    /// The input of a signal.
    public struct Wish: Hashable, Sendable, Codable {
        /// Who sends it.
        public var by: String
        /// The id of the schedule; absent for all.
        public var schedule: String?
        /// For a pause: until when.
        public var until: Timestamp?
        /// For a pause: why.
        public var reason: String?
        /// For a run: the tick it is to be the run of. For a resumption: ticks after it count as not decided yet.
        public var tick: Timestamp?

        private enum CodingKeys: String, CodingKey {
            case by, schedule, reason
            case until = "until_timestamp"
            case tick = "tick_timestamp"
        }

        /// Creates the value from its parts.
        public init(
            by: String,
            schedule: String? = nil,
            until: Timestamp? = nil,
            reason: String? = nil,
            tick: Timestamp? = nil
        ) {
            self.by = by
            self.schedule = schedule
            self.until = until
            self.reason = reason
            self.tick = tick
        }
    }
}

/// Whether a worker on a machine that comes and goes may leave. Pure: every time is an argument.
///
/// It leaves when it has had nothing to do for ``maxIdle`` and its task list is empty, both; a worker that has a task in hand is
/// never idle. With ``billingPeriod`` it leaves for idleness only in the last twentieth of a period, because the rest is paid
/// for. ``maxUptime`` counts without regard to the queue: the machine is to go, and another worker takes what waits.
public struct IdleRule: Hashable, Sendable {
    /// How long it may be idle; nil is for ever.
    public var maxIdle: Duration?
    /// How long it may live; nil is for ever.
    public var maxUptime: Duration?
    /// For how long the machine is paid at a time; nil is by the moment.
    public var billingPeriod: Duration?

    /// Creates a rule.
    public init(maxIdle: Duration? = nil, maxUptime: Duration? = nil, billingPeriod: Duration? = nil) {
        self.maxIdle = maxIdle
        self.maxUptime = maxUptime
        self.billingPeriod = billingPeriod
    }

    /// Whether it ever says anything but to stay.
    public var isOff: Bool { maxIdle == nil && maxUptime == nil }

    /// What is known of the worker at a moment.
    public struct Facts: Hashable, Sendable {
        /// How long it has had nothing in hand; zero while it has.
        public var idle: Duration
        /// How long the process has lived.
        public var uptime: Duration
        /// How long the machine has been up: its periods are counted from there.
        public var machineUptime: Duration
        /// How many tasks it has in hand.
        public var inHand: Int
        /// How many tasks wait in its list; nil when that is not known.
        public var pending: Int?

        /// Creates the value from its parts.
        public init(idle: Duration, uptime: Duration, machineUptime: Duration, inHand: Int, pending: Int? = nil) {
            self.idle = idle
            self.uptime = uptime
            self.machineUptime = machineUptime
            self.inHand = inHand
            self.pending = pending
        }
    }

    /// What to do.
    public enum Verdict: Hashable, Sendable {
        /// It goes on.
        case stay
        /// It would leave if its task list were empty; how many wait there is not known.
        case askQueue
        /// It was idle for long enough, and nothing waits.
        case leaveIdle
        /// It has lived for long enough.
        case leaveOld
    }

    /// What to do at a moment.
    public func verdict(_ facts: Facts) -> Verdict {
        if let maxUptime, facts.uptime >= maxUptime { return .leaveOld }
        guard let maxIdle, facts.inHand == 0, facts.idle >= maxIdle, isEndOfPeriod(facts.machineUptime) else {
            return .stay
        }
        guard let pending = facts.pending else { return .askQueue }
        return pending == 0 ? .leaveIdle : .stay
    }

    private func isEndOfPeriod(_ uptime: Duration) -> Bool {
        guard let billingPeriod, billingPeriod > .zero else { return true }
        let part = (uptime / billingPeriod).truncatingRemainder(dividingBy: 1)
        return part >= 0.95
    }
}

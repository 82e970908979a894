public import SWFModel

/// What became of a tick, or of a row of ticks that met the same end.
public struct LedgerEntry: Hashable, Sendable, Codable {
    /// What became of it.
    public enum Outcome: String, Sendable, Codable, CaseIterable {
        /// An execution was started.
        case started
        /// It was given up.
        case skipped
        /// The service refused to start it.
        case refused
        /// The run of an earlier tick was asked to cancel itself for its sake.
        case canceling
    }

    /// The id of the schedule.
    public var schedule: String
    /// What became of it.
    public var outcome: Outcome
    /// The tick, the last of them when they are several; absent for `notSince` and for a run that somebody asked for.
    public var tick: Timestamp?
    /// The first of them, when they are several.
    public var first: Timestamp?
    /// How many they are; absent for one.
    public var count: Int?
    /// When it was decided, by the service's clock.
    public var at: Timestamp
    /// How late that was, in seconds; absent without a tick.
    public var late: Int?
    /// The workflow id of the run.
    public var workflowId: String?
    /// Why, as the rest of a sentence.
    public var reason: String
    /// Whether the tick had been missed: a later one, or the time that `catchUp` grants, had come before it was started.
    public var isCaughtUp: Bool?

    private enum CodingKeys: String, CodingKey {
        case schedule, outcome, count, workflowId, reason
        case tick = "tick_timestamp"
        case first = "first_timestamp"
        case at = "decision_timestamp"
        case late = "late_time"
        case isCaughtUp = "caught_up"
    }

    /// Creates the value from its parts.
    public init(
        schedule: String,
        outcome: Outcome,
        tick: Timestamp? = nil,
        first: Timestamp? = nil,
        count: Int? = nil,
        at: Timestamp,
        workflowId: String? = nil,
        reason: String,
        isCaughtUp: Bool = false
    ) {
        self.schedule = schedule
        self.outcome = outcome
        self.tick = tick
        self.first = first
        self.count = count
        self.at = at
        late = tick.map { max(0, (at - $0).wholeMilliseconds / 1000) }
        self.workflowId = workflowId
        self.reason = reason
        self.isCaughtUp = isCaughtUp ? true : nil
    }

    /// One entry for a row of ticks with the same end; nil when there are none.
    static func row(
        _ ticks: [Timestamp],
        of schedule: String,
        _ outcome: Outcome,
        at now: Timestamp,
        reason: String
    ) -> LedgerEntry? {
        guard let last = ticks.last else { return nil }
        return LedgerEntry(
            schedule: schedule,
            outcome: outcome,
            tick: last,
            first: ticks.count > 1 ? ticks.first : nil,
            count: ticks.count > 1 ? ticks.count : nil,
            at: now,
            reason: reason
        )
    }
}

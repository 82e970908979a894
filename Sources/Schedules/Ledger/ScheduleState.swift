public import SWFModel

/// What is remembered of a schedule from one decision to the next.
public struct ScheduleState: Hashable, Sendable, Codable {
    /// The id of the schedule.
    public var id: String
    /// The fingerprint of the rule that the cursor belongs to (``Schedule/fingerprint``).
    public var rule: String
    /// Every tick up to here is decided: started, given up, or in ``waiting``.
    public var cursor: Timestamp
    /// Ticks that are to be started and were not yet: the run of an earlier one is open, or the service refused.
    public var waiting: [Timestamp]
    /// The runs that were started and not yet seen closed, the oldest first; at most ``openLimit``.
    public var open: [StartedRun]
    /// The start of the last run that completed. Failed, timed out, canceled and terminated runs do not count.
    public var completed: Timestamp?
    /// The last tick that was started.
    public var last: Timestamp?
    /// Who holds the schedule back, and until when.
    public var pause: SchedulePause?

    /// How many open runs are remembered of one schedule.
    public static let openLimit = 4
    /// How many ticks wait at most.
    public static let waitingLimit = 50

    private enum CodingKeys: String, CodingKey {
        case id, rule, waiting, open, pause
        case cursor = "cursor_timestamp"
        case completed = "completed_timestamp"
        case last = "last_timestamp"
    }

    /// Creates the value from its parts.
    public init(
        id: String,
        rule: String,
        cursor: Timestamp,
        waiting: [Timestamp] = [],
        open: [StartedRun] = [],
        completed: Timestamp? = nil,
        last: Timestamp? = nil,
        pause: SchedulePause? = nil
    ) {
        self.id = id
        self.rule = rule
        self.cursor = cursor
        self.waiting = waiting
        self.open = open
        self.completed = completed
        self.last = last
        self.pause = pause
    }

    /// How old a tick may be for a schedule that is seen for the first time, or with another rule than before: adding or
    /// changing a schedule does not run it for a tick of long ago.
    public static let newcomerLateness = Duration.seconds(600)

    /// The state of a schedule that the ledger does not know.
    ///
    /// - Parameter runs: Its runs as the service's lists know them: of a ledger that was lost, or of a Martlet without one.
    public static func newcomer(_ schedule: Schedule, runs: [KnownRun], now: Timestamp) -> ScheduleState {
        let ticks = runs.compactMap { schedule.tick($0.workflowId) }
        let start = now + (.zero - newcomerLateness)
        let open = runs.filter { $0.closeStatus == nil }.sorted { $0.startedAt < $1.startedAt }
        return ScheduleState(
            id: schedule.id,
            rule: schedule.fingerprint,
            cursor: ticks.max().map { max($0, start) } ?? start,
            open: open.suffix(openLimit).map {
                StartedRun(
                    workflowId: $0.workflowId,
                    runId: $0.runId,
                    startedAt: $0.startedAt,
                    tick: schedule.tick($0.workflowId)
                )
            },
            completed: runs.filter { $0.closeStatus == .completed }.map(\.startedAt).max(),
            last: ticks.max()
        )
    }

    /// Takes over a rule that was changed.
    mutating func follow(_ schedule: Schedule, now: Timestamp) {
        guard rule != schedule.fingerprint else { return }
        rule = schedule.fingerprint
        cursor = max(cursor, now + (.zero - Self.newcomerLateness))
        waiting = []
    }

    /// A run was seen closed; with no status when the service does not know it any more.
    public mutating func close(_ run: StartedRun, as status: CloseStatus?) {
        open.removeAll { $0.workflowId == run.workflowId && ($0.runId == nil || $0.runId == run.runId) }
        if status == .completed { completed = max(completed ?? run.startedAt, run.startedAt) }
    }
}

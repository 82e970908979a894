public import SWFModel

/// All that is remembered from one decision to the next: the fold of the ledger's history, and the input of its next run.
public struct LedgerState: Hashable, Sendable, Codable {
    /// The schedules, in the order in which they were first seen.
    public var schedules: [ScheduleState]
    /// Who holds everything back.
    public var pause: SchedulePause?
    /// Runs that somebody asked for by hand, and that are not started yet.
    public var wishes: [Wish]
    /// The newest event of the history that is in this state; 0 at the beginning of a run.
    public var through: EventId

    /// A run that somebody asked for.
    public struct Wish: Hashable, Sendable, Codable {
        /// The id of the schedule.
        public var schedule: String
        /// The tick that it is to be the run of; absent for a run of its own.
        public var tick: Timestamp?
        /// When it was asked for, by the service's clock; makes the workflow id of a run that has no tick.
        public var at: Timestamp
        /// Who asked.
        public var by: String

        private enum CodingKeys: String, CodingKey {
            case schedule, by
            case tick = "tick_timestamp"
            case at = "request_timestamp"
        }

        /// Creates the value from its parts.
        public init(schedule: String, tick: Timestamp? = nil, at: Timestamp, by: String) {
            self.schedule = schedule
            self.tick = tick
            self.at = at
            self.by = by
        }
    }

    /// Creates the value from its parts.
    public init(
        schedules: [ScheduleState] = [],
        pause: SchedulePause? = nil,
        wishes: [Wish] = [],
        through: EventId = 0
    ) {
        self.schedules = schedules
        self.pause = pause
        self.wishes = wishes
        self.through = through
    }

    /// The state of a schedule.
    public subscript(id: String) -> ScheduleState? {
        get { schedules.first { $0.id == id } }
        set {
            schedules.removeAll { $0.id == id && newValue == nil }
            guard let newValue else { return }
            if let index = schedules.firstIndex(where: { $0.id == id }) {
                schedules[index] = newValue
            } else {
                schedules.append(newValue)
            }
        }
    }

    /// The pause that holds a schedule back at a moment: its own, or that of all.
    public func pause(of id: String, at moment: Timestamp) -> SchedulePause? {
        [pause, self[id]?.pause].compactMap { $0 }.first { $0.holds(at: moment) }
    }

    /// How long the state of a schedule that is no longer in the file is kept: long enough for a machine that still has the
    /// old file, and for one who takes it out and puts it back.
    static let forgottenAfter = Duration.seconds(30 * 86_400)

    /// Leaves out what is of no use any more.
    mutating func forget(except known: Set<String>, now: Timestamp) {
        schedules.removeAll { !known.contains($0.id) && now - $0.cursor > Self.forgottenAfter && $0.pause == nil }
        if pause?.holds(at: now) == false { pause = nil }
        for index in schedules.indices where schedules[index].pause?.holds(at: now) == false {
            schedules[index].pause = nil
        }
    }
}

public import SWFModel

/// A decision about all schedules of a domain.
public struct LedgerPlan: Sendable {
    /// What is to be done about one schedule.
    public struct Part: Sendable {
        /// The schedule.
        public var schedule: Schedule
        /// What is to be done.
        public var verdict: ScheduleVerdict
    }

    /// The schedules, in order; one that somebody asked for a run of may come twice.
    public var parts: [Part] = []
    /// What is to be remembered.
    public var state: LedgerState
    /// Wishes that name no schedule of the file.
    public var unknown: [LedgerState.Wish] = []

    /// How many executions are started.
    public var startCount: Int { parts.reduce(0) { $0 + $1.verdict.starts.count } }

    /// What the ledger keeps of it.
    public var entries: [LedgerEntry] { parts.flatMap(\.verdict.entries) }

    /// Decides.
    ///
    /// - Parameters:
    ///   - schedules: The schedules of the file, in its order. Those that the state does not know are newcomers there already.
    ///   - answers: What the conditions came to, by the id of the schedule; of those that were not asked nothing is there.
    public init(
        _ schedules: [Schedule],
        state: LedgerState,
        now: Timestamp,
        wall: Timestamp? = nil,
        answers: [String: ScheduleCondition.Answer] = [:]
    ) {
        self.state = state
        var room = ScheduleMoment.room
        for wish in state.wishes {
            guard let schedule = schedules.first(where: { $0.id == wish.schedule }), let known = state[schedule.id]
            else {
                unknown.append(wish)
                continue
            }
            add(schedule, schedule.decide(wish, self.state[schedule.id] ?? known, now: now), &room)
        }
        self.state.wishes = []
        for schedule in schedules {
            guard let known = self.state[schedule.id] else { continue }
            let moment = ScheduleMoment(
                now: now,
                wall: wall,
                pause: self.state.pause(of: schedule.id, at: now),
                condition: answers[schedule.id],
                room: room
            )
            add(schedule, schedule.decide(known, at: moment), &room)
        }
        self.state.forget(except: Set(schedules.map(\.id)), now: now)
    }

    /// The schedules whose condition has to be asked before a decision can be made.
    public var asked: [Schedule] { parts.filter(\.verdict.asks).map(\.schedule) }

    private mutating func add(_ schedule: Schedule, _ verdict: ScheduleVerdict, _ room: inout Int) {
        room -= verdict.starts.count
        state[schedule.id] = verdict.state
        parts.append(Part(schedule: schedule, verdict: verdict))
    }
}

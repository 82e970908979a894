public import SWFModel

/// What schedules will start, as far as that can be known now. For deploys, and for people who ask.
public struct Upcoming: Hashable, Sendable {
    /// The id of the schedule.
    public var schedule: String
    /// The tick; for `notSince`, the moment at which it starts something.
    public var tick: Timestamp
    /// When it is due: the tick and its share of the jitter.
    public var due: Timestamp

    /// The next starts after a moment, the earliest first.
    ///
    /// A schedule that somebody holds back is left out, and so is a `notSince` schedule whose run is open: when that will be
    /// completed nobody knows.
    ///
    /// - Parameters:
    ///   - state: What the ledger remembers; an empty one when it is not known.
    ///   - count: How many of each schedule.
    public static func starts(
        of schedules: [Schedule],
        state: LedgerState = LedgerState(),
        after now: Timestamp,
        count: Int = 1
    ) -> [Upcoming] {
        schedules.flatMap { schedule -> [Upcoming] in
            guard state.pause(of: schedule.id, at: now) == nil else { return [] }
            guard case .notSince(let interval) = schedule.timing else {
                var ticks: [Upcoming] = []
                var last = now
                // A tick of before may still be due, by its jitter.
                if let cursor = state[schedule.id]?.cursor, schedule.jitter > .zero { last = min(now, cursor) }
                while ticks.count < count, let tick = schedule.nextTick(after: last) {
                    let due = schedule.due(tick)
                    if due > now { ticks.append(Upcoming(schedule: schedule.id, tick: tick, due: due)) }
                    last = tick
                }
                return ticks
            }
            let known = state[schedule.id]
            guard known?.open.isEmpty ?? true else { return [] }
            let earliest = known?.completed.map { schedule.due($0) + interval } ?? now
            guard let moment = schedule.opens(atOrAfter: max(earliest, now)) else { return [] }
            return [Upcoming(schedule: schedule.id, tick: moment, due: moment)]
        }.sorted { ($0.due, $0.schedule) < ($1.due, $1.schedule) }
    }

    /// Until when nothing is started: the first moment at which a schedule starts something; nil when none ever will.
    public static func quietUntil(
        _ schedules: [Schedule],
        state: LedgerState = LedgerState(),
        after now: Timestamp
    ) -> Timestamp? {
        starts(of: schedules, state: state, after: now).first?.due
    }
}

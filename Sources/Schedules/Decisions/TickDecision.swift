import SWFModel

/// The decision about a schedule with ticks: which are due, which are given up, and which of the rest are started.
struct TickDecision {
    let schedule: Schedule
    let state: ScheduleState
    let moment: ScheduleMoment

    /// How many due ticks are told apart at once; of more than these only the first and the last matter to anybody.
    static let countLimit = 10_000

    private var now: Timestamp { moment.now }

    /// A row of ticks that are given up, and why.
    private struct GivenUp {
        var ticks: [Timestamp]
        var reason: String
    }

    func verdict() -> ScheduleVerdict {
        var verdict = ScheduleVerdict(state: state)
        let (fresh, cursor) = due()
        var ticks = (state.waiting + fresh).sorted()
        var givenUp: [GivenUp] = []
        func giveUp(_ given: [Timestamp], _ reason: String) {
            if !given.isEmpty { givenUp.append(GivenUp(ticks: given, reason: reason)) }
        }
        let old = ticks.prefix { now - schedule.due($0) > schedule.catchUpWithin }
        giveUp(Array(old), "too late: catch-up reaches back \(MomentWords.length(schedule.catchUpWithin))")
        ticks.removeFirst(old.count)
        if schedule.catchUp != .all, ticks.count > 1 {
            giveUp(ticks.dropLast(), "the tick of \(named(ticks[ticks.count - 1])) stands for it")
            ticks.removeFirst(ticks.count - 1)
        }
        if !ticks.isEmpty, schedule.overlap == .skip, let open = state.open.last {
            giveUp(ticks, "its run of \(MomentWords.ago(open.startedAt, now)) is still open")
            ticks = []
        }
        if !ticks.isEmpty {
            guard let answer = schedule.answer(moment) else {
                verdict.asks = true
                return verdict
            }
            if !answer.holds {
                giveUp(ticks, answer.reason)
                ticks = []
            }
        }
        verdict.state.cursor = cursor
        verdict.entries = givenUp.compactMap {
            LedgerEntry.row($0.ticks, of: schedule.id, .skipped, at: now, reason: $0.reason)
        }
        start(ticks, &verdict)
        if verdict.starts.isEmpty { verdict.reason = reason(verdict, givenUp) }
        return verdict
    }

    /// Starts as many ticks as the overlap and the room allow, and lets the others wait.
    private func start(_ ticks: [Timestamp], _ verdict: inout ScheduleVerdict) {
        var waiting: [Timestamp] = []
        for tick in ticks {
            // The other rules want one run at a time, and `skip` had its say before: what is left comes one after another.
            let isTaken = schedule.overlap != .allow && !verdict.state.open.isEmpty
            guard !isTaken, verdict.starts.count < moment.room else {
                waiting.append(tick)
                continue
            }
            let workflowId = schedule.workflowId(tick)
            let late = now - tick
            let lateness = late >= .seconds(60) ? ", \(MomentWords.length(late)) late" : ""
            let reason = "the tick of \(named(tick))\(lateness)"
            verdict.starts.append(
                .init(
                    workflowId: workflowId,
                    tick: tick,
                    previous: schedule.latestTick(atOrBefore: tick + .milliseconds(-1)),
                    reason: reason
                )
            )
            let isMissed = schedule.nextTick(after: tick).map { $0 <= now } ?? false
            verdict.entries.append(
                LedgerEntry(
                    schedule: schedule.id,
                    outcome: .started,
                    tick: tick,
                    at: now,
                    workflowId: workflowId,
                    reason: reason,
                    isCaughtUp: isMissed || late > ScheduleState.newcomerLateness
                )
            )
            verdict.state.last = max(verdict.state.last ?? tick, tick)
            verdict.state.note(StartedRun(workflowId: workflowId, startedAt: now, tick: tick))
        }
        let tooMany = waiting.prefix(max(0, waiting.count - ScheduleState.waitingLimit))
        if let entry = LedgerEntry.row(
            Array(tooMany),
            of: schedule.id,
            .skipped,
            at: now,
            reason: "more than \(ScheduleState.waitingLimit) ticks wait"
        ) {
            verdict.entries.append(entry)
        }
        verdict.state.waiting = Array(waiting.dropFirst(tooMany.count))
        // A run is asked once: when a tick begins to wait for it.
        let isNew = !verdict.state.waiting.isEmpty && verdict.state.waiting != state.waiting
        if schedule.overlap == .cancel, isNew, verdict.starts.isEmpty {
            verdict.cancels = state.open.filter { $0.runId != nil }
            verdict.entries += verdict.cancels.map {
                LedgerEntry(
                    schedule: schedule.id,
                    outcome: .canceling,
                    tick: $0.tick,
                    at: now,
                    workflowId: $0.workflowId,
                    reason: "a later tick waits for its end"
                )
            }
        }
    }

    /// The ticks that came due since the cursor, in order, and the new cursor.
    ///
    /// Of more than ``countLimit`` (a schedule of seconds whose cron stood still for days) the middle is left out: the row that
    /// the ledger tells of names its first and its last tick all the same.
    private func due() -> ([Timestamp], cursor: Timestamp) {
        var ticks: [Timestamp] = []
        var cursor = state.cursor
        // With `all` each is to be started, so no more are taken than can wait.
        let limit =
            schedule.catchUp == .all
            ? max(0, ScheduleState.waitingLimit - state.waiting.count) : Self.countLimit
        while ticks.count < limit, let tick = schedule.nextTick(after: cursor), schedule.due(tick) <= now {
            ticks.append(tick)
            cursor = tick
        }
        if ticks.count == Self.countLimit, schedule.catchUp != .all {
            var last = schedule.latestTick(atOrBefore: now)
            while let tick = last, tick > cursor, schedule.due(tick) > now {
                last = schedule.latestTick(atOrBefore: tick + .milliseconds(-1))
            }
            if let last, last > cursor {
                ticks.append(last)
                cursor = last
            }
        }
        return (ticks, cursor)
    }

    private func reason(_ verdict: ScheduleVerdict, _ givenUp: [GivenUp]) -> String {
        let next = schedule.nextTick(after: verdict.state.cursor).map { "; the next tick is \(named($0))" } ?? ""
        if let open = verdict.state.open.last, let first = verdict.state.waiting.first {
            return "the tick of \(named(first)) waits for its run of \(MomentWords.ago(open.startedAt, now))"
        }
        if let given = givenUp.last, let last = given.ticks.last {
            let others = givenUp.reduce(-1) { $0 + $1.ticks.count }
            let count = others > 0 ? " and \(others) more" : ""
            return "the tick of \(named(last))\(count): \(given.reason)\(next)"
        }
        if !verdict.state.waiting.isEmpty { return Schedule.full }
        if let last = verdict.state.last, last == verdict.state.cursor {
            return "its tick of \(named(last)) was started\(next)"
        }
        return next.isEmpty ? "it has no more ticks" : "no tick is due\(next)"
    }

    private func named(_ tick: Timestamp) -> String { MomentWords.named(tick, in: schedule.zone, near: now) }
}

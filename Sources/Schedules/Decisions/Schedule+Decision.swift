public import SWFModel

/// What a decision needs besides the schedule and what is remembered of it.
public struct ScheduleMoment: Hashable, Sendable {
    /// Now, by the service's clock.
    public var now: Timestamp
    /// The moment that windows are looked at; another than now only when somebody tries windows out.
    public var wall: Timestamp
    /// Who holds the schedule back.
    public var pause: SchedulePause?
    /// What the condition came to; nil when it was not asked.
    public var condition: ScheduleCondition.Answer?
    /// How many executions may still be started in this decision.
    public var room: Int

    /// How many executions one decision starts at most; the rest comes with the next.
    public static let room = 50

    /// Creates the value from its parts.
    public init(
        now: Timestamp,
        wall: Timestamp? = nil,
        pause: SchedulePause? = nil,
        condition: ScheduleCondition.Answer? = nil,
        room: Int = ScheduleMoment.room
    ) {
        self.now = now
        self.wall = wall ?? now
        self.pause = pause
        self.condition = condition
        self.room = room
    }
}

extension Schedule {
    /// Decides: a pure function of the schedule, what is remembered of it, and the moment.
    ///
    /// Every tick after the cursor that is due gets its place in the verdict: in `starts`, in `waiting` of the state, or in an
    /// entry that says why it was given up. So none is lost, and none comes twice.
    public func decide(_ state: ScheduleState, at moment: ScheduleMoment) -> ScheduleVerdict {
        var state = state
        state.follow(self, now: moment.now)
        if let pause = moment.pause {
            var verdict = ScheduleVerdict(state: state)
            verdict.reason = pause.words(at: moment.now)
            return verdict
        }
        if case .notSince(let interval) = timing { return decide(interval, state, moment) }
        return TickDecision(schedule: self, state: state, moment: moment).verdict()
    }

    // Not since.

    private func decide(_ interval: Duration, _ state: ScheduleState, _ moment: ScheduleMoment) -> ScheduleVerdict {
        let now = moment.now
        var verdict = ScheduleVerdict(state: state)
        if let open = state.open.last {
            verdict.reason = "its run of \(MomentWords.ago(open.startedAt, now)) is still open"
            return verdict
        }
        guard isOpen(moment.wall) else {
            let next = opens(atOrAfter: moment.wall).map { "; it opens \(MomentWords.named($0, in: zone, near: now))" }
            verdict.reason = "its window is closed\(next ?? "")"
            return verdict
        }
        var reason = "no completed run is known"
        if let completed = state.completed {
            let age = now - completed
            // The share of the jitter belongs to the run that is over, so that it stays the same until the next.
            let wanted = interval + (due(completed) - completed)
            let comparison = "its last completed run started \(MomentWords.ago(completed, now))"
            let bound = MomentWords.length(wanted)
            guard age >= wanted else {
                verdict.reason = "\(comparison), less than \(bound)"
                return verdict
            }
            reason = "\(comparison), \(bound) or more"
        }
        guard let answer = answer(moment) else {
            verdict.asks = true
            return verdict
        }
        guard answer.holds, moment.room > 0 else {
            verdict.reason = answer.holds ? Self.full : answer.reason
            return verdict
        }
        verdict.starts = [.init(workflowId: id, tick: now, previous: state.completed, reason: reason)]
        verdict.entries = [LedgerEntry(schedule: id, outcome: .started, at: now, workflowId: id, reason: reason)]
        verdict.state.note(StartedRun(workflowId: id, startedAt: now))
        return verdict
    }

    /// What the condition says; yes when there is none, nil when it has to be asked first.
    func answer(_ moment: ScheduleMoment) -> ScheduleCondition.Answer? {
        condition == nil ? ScheduleCondition.Answer(holds: true, reason: "") : moment.condition
    }

    static let full = "so much is started already that the rest comes with the next look"

    /// Starts what somebody asked for: a tick of its own choice, or a run of its own.
    public func decide(_ wish: LedgerState.Wish, _ state: ScheduleState, now: Timestamp) -> ScheduleVerdict {
        var verdict = ScheduleVerdict(state: state)
        if let tick = wish.tick, tick > state.cursor {
            verdict.reason = "the tick of \(MomentWords.named(tick, in: zone, near: now)) is not decided yet"
            return verdict
        }
        let workflowId =
            if let tick = wish.tick { self.workflowId(tick) } else if hasTicks {
                "\(id).asked.\(CivilTime(wish.at).compact)"
            } else { id }
        let reason = "\(wish.by) asked for it"
        let previous = wish.tick.map { latestTick(atOrBefore: $0 + .milliseconds(-1)) } ?? state.last ?? state.completed
        verdict.starts = [
            .init(workflowId: workflowId, tick: wish.tick ?? wish.at, previous: previous, reason: reason)
        ]
        verdict.entries = [
            LedgerEntry(
                schedule: id,
                outcome: .started,
                tick: wish.tick,
                at: now,
                workflowId: workflowId,
                reason: reason
            )
        ]
        verdict.state.waiting.removeAll { $0 == wish.tick }
        verdict.state.note(StartedRun(workflowId: workflowId, startedAt: now, tick: wish.tick))
        return verdict
    }
}

extension ScheduleState {
    /// Remembers a run as open; of too many the oldest are forgotten.
    mutating func note(_ run: StartedRun) {
        open.append(run)
        if open.count > Self.openLimit { open.removeFirst(open.count - Self.openLimit) }
    }
}

extension SchedulePause {
    /// The pause in words.
    public func words(at now: Timestamp) -> String {
        let why = reason.map { ": \($0)" } ?? ""
        let end = until.map { ", until \(MomentWords.named($0, in: .utc, near: now))" } ?? ""
        return "paused by \(by) \(MomentWords.ago(since, now))\(end)\(why)"
    }
}

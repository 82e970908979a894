import SWFModel
import Testing

@testable import Schedules

/// Decisions as a table: a schedule, what is remembered, a moment; and what is to be done.
@Suite struct ScheduleDecisionTests {
    private let now = CivilTime(year: 2026, month: 3, day: 2, hour: 2, minute: 5).timestamp

    private func ago(_ minutes: Int) -> Timestamp { now + .seconds(-60 * minutes) }

    private func ticking(
        _ cron: String,
        catchUp: Schedule.CatchUp = .latest,
        within: Duration? = nil,
        overlap: Schedule.Overlap? = nil,
        condition: ScheduleCondition? = nil,
        jitter: Duration = .zero
    ) throws -> Schedule {
        Schedule(
            id: "job",
            workflow: "Ping",
            timing: .cron(try CronExpression(cron)),
            jitter: jitter,
            catchUp: catchUp,
            catchUpWithin: within,
            overlap: overlap,
            condition: condition
        )
    }

    private func state(_ schedule: Schedule, cursor minutes: Int, open: [Int] = []) -> ScheduleState {
        ScheduleState(
            id: "job",
            rule: schedule.fingerprint,
            cursor: ago(minutes),
            open: open.map { StartedRun(workflowId: "job.\($0)", runId: "r\($0)", startedAt: ago($0), tick: ago($0)) }
        )
    }

    private func decide(_ schedule: Schedule, _ state: ScheduleState, room: Int = 50) -> ScheduleVerdict {
        schedule.decide(state, at: ScheduleMoment(now: now, room: room))
    }

    /// What became of every tick since the cursor, with how many.
    private func fates(_ verdict: ScheduleVerdict) -> [String] {
        verdict.entries.map { "\($0.outcome.rawValue) \($0.count ?? 1)\($0.isCaughtUp == true ? " caught up" : "")" }
    }

    @Test func `a tick starts an execution with the tick in its id, and is not started again`() throws {
        let schedule = try ticking("0 2 * * *")
        let verdict = decide(schedule, state(schedule, cursor: 1445))
        #expect(verdict.starts.map(\.workflowId) == ["job.20260302T0200Z"])
        #expect(verdict.starts.map(\.reason) == ["the tick of 02:00 UTC, 5 min late"])
        #expect(verdict.starts.first?.previous == ago(1445))
        #expect(verdict.entries.map(\.late) == [300])
        let again = decide(schedule, verdict.state)
        #expect(again.starts == [] && again.entries == [])
        #expect(again.reason == "its tick of 02:00 UTC was started; the next tick is 2026-03-03 02:00 UTC")
    }

    @Test(arguments: [
        // catch-up, within, what became of the six ticks 01:40 to 02:05 that came since the cursor, how many are started
        (Schedule.CatchUp.latest, nil as Int?, ["skipped 5", "started 1"], 1),
        (.all, nil, ["started 1 caught up"], 1), (.all, 16, ["skipped 2", "started 1 caught up"], 1),
        (.none, nil, ["skipped 3", "skipped 2", "started 1"], 1), (.none, 1, ["skipped 5", "started 1"], 1),
        (.latest, 16, ["skipped 2", "skipped 3", "started 1"], 1),
    ])
    func `missed ticks are caught up as the schedule says, and each is told of`(
        catchUp: Schedule.CatchUp,
        within: Int?,
        fates expected: [String],
        starts: Int
    ) throws {
        let schedule = try ticking("*/5 * * * *", catchUp: catchUp, within: within.map { .seconds(60 * $0) })
        let verdict = decide(schedule, state(schedule, cursor: 26))
        #expect(fates(verdict) == expected)
        #expect(verdict.starts.count == starts)
        let told = verdict.entries.reduce(0) { $0 + ($1.count ?? 1) }
        #expect(told + verdict.state.waiting.count == 6)
        #expect(verdict.state.cursor == now)
    }

    @Test func `all missed ticks run one after another, in order, or side by side when that is allowed`() throws {
        var schedule = try ticking("*/5 * * * *", catchUp: .all)
        var verdict = decide(schedule, state(schedule, cursor: 26))
        var order = verdict.starts.map(\.workflowId)
        while let open = verdict.state.open.last {
            #expect(verdict.starts.count <= 1)
            verdict.state.close(open, as: .completed)
            verdict = decide(schedule, verdict.state)
            order += verdict.starts.map(\.workflowId)
        }
        #expect(order.count == 6 && order == order.sorted())
        schedule.overlap = .allow
        let wide = decide(schedule, state(schedule, cursor: 26))
        #expect(wide.starts.map(\.workflowId) == order)
        #expect(decide(schedule, state(schedule, cursor: 26), room: 2).state.waiting.count == 4)
    }

    @Test(arguments: [
        (Schedule.Overlap.skip, ["skipped 1"], 0, 0, 0), (.queue, [], 0, 1, 0), (.cancel, ["canceling 1"], 0, 1, 1),
        (.allow, ["started 1"], 1, 0, 0),
    ])
    func `a tick that comes while a run is open is handled as the schedule says`(
        overlap: Schedule.Overlap,
        fates expected: [String],
        starts: Int,
        waiting: Int,
        cancels: Int
    ) throws {
        let schedule = try ticking("0 2 * * *", overlap: overlap)
        let verdict = decide(schedule, state(schedule, cursor: 100, open: [60]))
        #expect(fates(verdict) == expected)
        #expect(verdict.starts.count == starts)
        #expect(verdict.state.waiting.count == waiting)
        #expect(verdict.cancels.count == cancels)
        // The next look neither asks again nor tells again.
        let again = decide(schedule, verdict.state)
        #expect(again.cancels == [] && again.entries == [])
    }

    @Test func `a pause holds everything back, and its missed ticks are caught up afterwards`() throws {
        let schedule = try ticking("*/5 * * * *")
        let known = state(schedule, cursor: 26)
        let pause = SchedulePause(by: "ann", since: ago(30), until: ago(-10), reason: "a deploy")
        let verdict = schedule.decide(known, at: ScheduleMoment(now: now, pause: pause))
        #expect(verdict.starts == [] && verdict.entries == [] && verdict.state == known)
        #expect(verdict.reason == "paused by ann 30 min ago, until 02:15 UTC: a deploy")
        #expect(!pause.holds(at: ago(-10)))
        #expect(fates(decide(schedule, verdict.state)) == ["skipped 5", "started 1"])
    }

    @Test func `a condition is asked only when something would be started`() throws {
        let condition = ScheduleCondition(.pendingActivityTasks(taskList: "mail"))
        let schedule = try ticking("0 2 * * *", condition: condition)
        #expect(!decide(schedule, state(schedule, cursor: 1)).asks)
        #expect(!decide(schedule, state(schedule, cursor: 100, open: [60])).asks)
        let known = state(schedule, cursor: 100)
        #expect(decide(schedule, known).asks)
        #expect(decide(schedule, known).state.cursor == known.cursor)
        for (count, starts) in [(0, 0), (1, 1), (7, 1)] {
            let answer = condition.answer(count: count)
            let verdict = schedule.decide(known, at: ScheduleMoment(now: now, condition: answer))
            #expect(verdict.starts.count == starts)
            #expect(verdict.entries.count == 1)
        }
    }

    @Test(arguments: [
        (0, "", true), (1, "", false), (2, "", nil as Bool?), (0, "3\n", true), (0, "0\n", false), (0, "2 mails", true),
        (1, "5", false),
    ])
    func `a command says yes, no or a number`(code: Int, output: String, holds: Bool?) {
        let condition = ScheduleCondition(.command(["outbox", "--count"]))
        #expect(condition.answer(exitCode: code, output: output)?.holds == holds)
    }

    @Test func `a schedule that is new or changed does not run for a tick of long ago`() throws {
        let noon = try ticking("0 12 * * *")
        let verdict = decide(noon, .newcomer(noon, runs: [], now: now))
        #expect(verdict.starts == [])
        #expect(verdict.reason == "no tick is due; the next tick is 12:00 UTC")
        let two = try ticking("0 2 * * *")
        #expect(decide(two, .newcomer(two, runs: [], now: now)).starts.count == 1)
        // A run that the lists know is not started again.
        let run = KnownRun(workflowId: "job.20260302T0200Z", runId: "r", startedAt: ago(4), closeStatus: .failed)
        #expect(decide(two, .newcomer(two, runs: [run], now: now)).starts == [])
        let changed = try ticking("0 1 * * *")
        #expect(decide(changed, state(two, cursor: 1445)).starts == [])
    }

    @Test func `jitter puts a tick off by its own share, and never twice`() throws {
        let schedule = try ticking("*/5 * * * *", jitter: .seconds(240))
        var delays: Set<Int> = []
        for count in 0..<100 {
            let tick = ago(5 * count)
            let delay = (schedule.due(tick) - tick).wholeMilliseconds
            #expect((0...240_000).contains(delay))
            delays.insert(delay / 24_000)
            #expect(schedule.due(tick) == schedule.due(tick))
            let early = schedule.decide(
                state(schedule, cursor: 5 * count + 5),
                at: ScheduleMoment(now: schedule.due(tick) + .milliseconds(-1))
            )
            #expect(!early.starts.contains { $0.tick == tick })
        }
        #expect(delays.count > 7)
    }

    @Test func `a schedule of seconds whose cron stood still for a week is told of in two rows`() throws {
        let schedule = try ticking("* * * * * *")
        let verdict = decide(schedule, state(schedule, cursor: 7 * 1440))
        #expect(verdict.starts.map(\.tick) == [now])
        #expect(verdict.state.cursor == now)
        #expect(verdict.entries.first?.first == ago(7 * 1440) + .seconds(1))
    }

    // Not since.

    private func since(_ minutes: Int, window: String? = nil) throws -> Schedule {
        Schedule(
            id: "job",
            workflow: "Ping",
            timing: .notSince(.seconds(minutes * 60)),
            window: try window.map { try CronExpression($0) }
        )
    }

    @Test(arguments: [(30, false), (31, true), (65, true)])
    func `not since counts from the start of the last completed run`(minutes: Int, starts: Bool) throws {
        let schedule = try since(31)
        var known = state(schedule, cursor: 1000)
        known.completed = ago(minutes)
        let verdict = decide(schedule, known)
        let words = DurationWords.text(.seconds(60 * minutes))
        #expect(verdict.starts.map(\.workflowId) == (starts ? ["job"] : []))
        #expect(
            (verdict.starts.first?.reason ?? verdict.reason)
                == "its last completed run started \(words) ago, \(starts ? "31 min or more" : "less than 31 min")"
        )
    }

    @Test func `a run that did not complete does not count, an open one is left alone`() throws {
        let schedule = try since(31)
        let verdict = decide(schedule, state(schedule, cursor: 1000))
        #expect(verdict.starts.map(\.reason) == ["no completed run is known"])
        var known = verdict.state
        #expect(decide(schedule, known).reason == "its run of 0 ms ago is still open")
        let run = try #require(known.open.first)
        known.close(run, as: .failed)
        #expect(decide(schedule, known).starts.count == 1)
        known.open = [run]
        known.close(run, as: .completed)
        #expect(decide(schedule, known).starts == [])
    }

    @Test func `outside of its window nothing starts, and another moment can be tried`() throws {
        let schedule = try since(60, window: "45-59 * * * *")
        let known = state(schedule, cursor: 1000)
        #expect(decide(schedule, known).reason == "its window is closed; it opens 02:45 UTC")
        let tried = schedule.decide(known, at: ScheduleMoment(now: now, wall: ago(-42)))
        #expect(tried.starts.map(\.tick) == [now])
    }

    // By hand.

    @Test func `a run that somebody asks for has an id of its own, that of a tick the id of the tick`() throws {
        let schedule = try ticking("0 2 * * *")
        let known = state(schedule, cursor: 5)
        let own = schedule.decide(.init(schedule: "job", at: ago(1), by: "ann"), known, now: now)
        #expect(own.starts.map(\.workflowId) == ["job.asked.20260302T0204Z"])
        let tick = schedule.decide(.init(schedule: "job", tick: ago(1445), at: ago(1), by: "ann"), known, now: now)
        #expect(tick.starts.map(\.workflowId) == ["job.20260301T0200Z"])
        // A tick that is still to be decided is not started beside that.
        let early = schedule.decide(
            .init(schedule: "job", tick: ago(5), at: ago(1), by: "ann"),
            state(schedule, cursor: 6),
            now: now
        )
        #expect(early.starts == [])
    }
}

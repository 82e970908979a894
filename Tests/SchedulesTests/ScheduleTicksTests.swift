import SWFModel
import Testing

@testable import Schedules

@Suite struct ScheduleTicksTests {
    private let noon = CivilTime(year: 2026, month: 3, day: 2, hour: 12).timestamp

    private func every(_ seconds: Int, window: String? = nil) throws -> Schedule {
        Schedule(
            id: "job",
            workflow: "Ping",
            timing: .every(.seconds(seconds), anchor: noon),
            window: try window.map { try CronExpression($0) }
        )
    }

    @Test func `an interval ticks at whole numbers of itself from its anchor, before it too`() throws {
        let schedule = try every(90)
        #expect(schedule.nextTick(after: noon) == noon + .seconds(90))
        #expect(schedule.nextTick(after: noon + .milliseconds(-1)) == noon)
        #expect(schedule.latestTick(atOrBefore: noon + .seconds(89)) == noon)
        #expect(schedule.latestTick(atOrBefore: noon + .seconds(-1)) == noon + .seconds(-90))
    }

    @Test func `a window leaves ticks out, and a closed night is not walked through`() throws {
        let schedule = try every(1, window: "30-34 9 * * *")
        let opens = CivilTime(year: 2026, month: 3, day: 3, hour: 9, minute: 30).timestamp
        #expect(schedule.nextTick(after: noon) == opens)
        #expect(schedule.latestTick(atOrBefore: opens + .seconds(-1)) == opens + .seconds(300 - 1 - 86_400))
        #expect(schedule.nextTick(after: opens + .seconds(299)) == opens + .seconds(86_400))
    }

    @Test func `dates bound the ticks`() throws {
        var schedule = try every(60)
        schedule.notBefore = noon + .seconds(3600)
        schedule.notAfter = noon + .seconds(7200)
        #expect(schedule.nextTick(after: noon) == noon + .seconds(3600))
        #expect(schedule.latestTick(atOrBefore: noon) == nil)
        #expect(schedule.nextTick(after: noon + .seconds(7140)) == nil)
        #expect(schedule.latestTick(atOrBefore: noon + .seconds(9000)) == noon + .seconds(7140))
    }

    @Test(arguments: [
        (#"{"day":"{date}","at":"{time}"}"#, #"{"day":"2026-07-01","at":"03:30"}"#),
        (#"["{tick}","{previous}"]"#, #"["2026-07-01T02:30:00Z","2026-06-30T02:30:00Z"]"#),
        (#"{"since":"{previous_timestamp}","n":1}"#, #"{"since":1782786600,"n":1}"#),
        (#""from {tick_timestamp} on""#, #""from 1782873000 on""#), (#"["{tick_timestamp}"]"#, "[1782873000]"),
        (#""{id} in {environment}""#, #""job in dev""#), (#""{{date}} {other} {}""#, #""{date} {other} {}""#),
        ("[1,2]", "[1,2]"),
    ])
    func `words in an input stand for something of the tick`(input: String, filled: String) throws {
        let schedule = Schedule(
            id: "job",
            workflow: "Ping",
            timing: .cron(try CronExpression("30 3 * * *")),
            zone: ZoneTests.london
        )
        let tick = try #require(schedule.nextTick(after: CivilTime(year: 2026, month: 6, day: 30, hour: 12).timestamp))
        let previous = schedule.latestTick(atOrBefore: tick + .milliseconds(-1))
        #expect(
            InputTemplate.fill(input, schedule: schedule, tick: tick, previous: previous, environment: "dev") == filled
        )
    }

    @Test func `a word without a value is empty, or null where a number would stand`() throws {
        let schedule = try every(60)
        let text = InputTemplate.fill(
            #"["{previous}","{previous_timestamp}"]"#,
            schedule: schedule,
            tick: noon,
            previous: nil,
            environment: "dev"
        )
        #expect(text == #"["",null]"#)
        #expect(InputTemplate.unknownWords(in: #"{"a":"{tik} {date} {{x}}"}"#) == ["tik"])
    }

    @Test func `what comes next is told, and until when it is quiet`() throws {
        let hourly = Schedule(id: "hourly", workflow: "Ping", timing: .cron(try CronExpression("7 * * * *")))
        let since = Schedule(
            id: "since",
            workflow: "Ping",
            timing: .notSince(.seconds(3600)),
            window: try CronExpression("0-4,30-34 * * * *")
        )
        var state = LedgerState(schedules: [
            ScheduleState(id: "since", rule: since.fingerprint, cursor: noon, completed: noon + .seconds(-600))
        ])
        #expect(Upcoming.quietUntil([hourly, since], state: state, after: noon) == noon + .seconds(420))
        let next = Upcoming.starts(of: [since], state: state, after: noon)
        #expect(next.map(\.due) == [noon + .seconds(3600)])
        state["since"]?.open = [StartedRun(workflowId: "since", startedAt: noon)]
        #expect(Upcoming.starts(of: [since], state: state, after: noon) == [])
        state.pause = SchedulePause(by: "ann", since: noon)
        #expect(Upcoming.quietUntil([hourly, since], state: state, after: noon) == nil)
    }
}

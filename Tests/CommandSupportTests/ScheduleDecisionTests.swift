import AppSettings
import SWFModel
import Testing

@testable import CommandSupport

@Suite struct ScheduleDecisionTests {
    typealias Run = ScheduleRuns.Run

    private let now = CivilTime(year: 2026, month: 3, day: 2, hour: 2, minute: 5).timestamp

    private func ago(_ minutes: Int) -> Timestamp { now + .seconds(-60 * minutes) }

    private func rule(cron: String? = nil, notSince: Duration? = nil) throws -> ScheduleRule {
        let expression = try cron.map { try CronExpression($0) }
        if let notSince { return ScheduleRule(id: "job", when: .notSince(notSince, window: expression)) }
        return ScheduleRule(id: "job", when: .ticks(try #require(expression)))
    }

    private func decide(_ rule: ScheduleRule, _ runs: Run...) -> ScheduleDecision {
        ScheduleDecision.decide(rule, runs: ScheduleRuns(runs), now: now)
    }

    // Ticks.

    @Test func `a tick starts an execution with the tick in its id`() throws {
        let yesterday = Run(workflowId: "job.20260301T0200Z", startedAt: ago(1445), closeStatus: .completed)
        #expect(
            decide(try rule(cron: "0 2 * * *"), yesterday)
                == .start(workflowId: "job.20260302T0200Z", reason: "the tick of 02:00 UTC, 5 min late")
        )
    }

    @Test func `a tick that was started is not started again, however it closed`() throws {
        for status in [CloseStatus.completed, .failed, .timedOut, nil] {
            let run = Run(workflowId: "job.20260302T0200Z", startedAt: ago(5), closeStatus: status)
            let state = status.map { "closed as \($0.rawValue)" } ?? "is open"
            #expect(
                decide(try rule(cron: "0 2 * * *"), run)
                    == .skip(
                        reason: "its run for the tick of 02:00 UTC \(state); the next tick is 2026-03-03 02:00 UTC"
                    )
            )
        }
    }

    @Test func `a tick waits while the run of an earlier one is open`() throws {
        let earlier = Run(workflowId: "job.20260302T0155Z", startedAt: ago(10))
        #expect(
            decide(try rule(cron: "*/5 * * * *"), earlier)
                == .skip(reason: "its run of 10 min ago is still open; the next tick is 02:10 UTC")
        )
    }

    @Test func `only the latest of the missed ticks is made up for`() throws {
        let lastWeek = Run(workflowId: "job.20260223T1200Z", startedAt: ago(6 * 1440 + 845), closeStatus: .completed)
        #expect(
            decide(try rule(cron: "0 12 * * *"), lastWeek)
                == .start(
                    workflowId: "job.20260301T1200Z",
                    reason: "the tick of 2026-03-01 12:00 UTC, 14 h 5 min late"
                )
        )
    }

    @Test func `a new schedule is not run for a tick of long ago`() throws {
        #expect(
            decide(try rule(cron: "0 12 * * *"))
                == .skip(
                    reason: "it never ran, and its latest tick of 2026-03-01 12:00 UTC is too old; "
                        + "the next tick is 12:00 UTC"
                )
        )
        #expect(
            decide(try rule(cron: "0 2 * * *"))
                == .start(workflowId: "job.20260302T0200Z", reason: "the tick of 02:00 UTC, 5 min late")
        )
    }

    // Not since.

    @Test(arguments: [(30, false), (31, true), (65, true)])
    func `not since counts from the start of the last completed run`(minutes: Int, starts: Bool) throws {
        let decision = decide(
            try rule(notSince: .seconds(31 * 60)),
            Run(workflowId: "job", startedAt: ago(minutes), closeStatus: .completed)
        )
        switch decision {
        case .start(let id, let reason):
            #expect(starts)
            #expect(id == "job")
            #expect(
                reason
                    == "its last completed run started \(DurationWords.text(.seconds(60 * minutes))) ago, 31 min or more"
            )
        case .skip(let reason):
            #expect(!starts)
            #expect(reason == "its last completed run started 30 min ago, less than 31 min")
        }
    }

    @Test(arguments: [CloseStatus.failed, .timedOut, .terminated, .canceled])
    func `a run that did not complete does not count`(status: CloseStatus) throws {
        let decision = decide(
            try rule(notSince: .seconds(31 * 60)),
            Run(workflowId: "job", startedAt: ago(2), closeStatus: status)
        )
        #expect(decision == .start(workflowId: "job", reason: "no completed run is known"))
    }

    @Test func `a schedule that never ran starts`() throws {
        #expect(
            decide(try rule(notSince: .seconds(60))) == .start(workflowId: "job", reason: "no completed run is known")
        )
    }

    @Test func `an open run is left alone`() throws {
        let decision = decide(
            try rule(notSince: .seconds(60)),
            Run(workflowId: "job", startedAt: ago(90)),
            Run(workflowId: "job", startedAt: ago(200), closeStatus: .completed)
        )
        #expect(decision == .skip(reason: "its run of 1 h 30 min ago is still open"))
    }

    @Test func `with both, the expression is a window`() throws {
        let old = Run(workflowId: "job", startedAt: ago(300), closeStatus: .completed)
        #expect(
            decide(try rule(cron: "45-59 * * * *", notSince: .seconds(3600)), old)
                == .skip(reason: "its window is closed; it opens 02:45 UTC")
        )
        #expect(
            decide(try rule(cron: "0-9 * * * *", notSince: .seconds(3600)), old)
                == .start(workflowId: "job", reason: "its last completed run started 5 h ago, 1 h or more")
        )
    }

    @Test func `settings become rules`() throws {
        var schedule = Settings.Schedule(
            id: "job",
            workflow: "Ping",
            version: nil,
            cron: "0 2 * * *",
            notSince: nil,
            input: nil,
            tags: []
        )
        #expect(try ScheduleRule(schedule) == rule(cron: "0 2 * * *"))
        schedule.notSince = .seconds(60)
        #expect(try ScheduleRule(schedule) == rule(cron: "0 2 * * *", notSince: .seconds(60)))
        #expect(try ScheduleRule(schedule).tag == "schedule=job")
        schedule.cron = "0 0 30 2 *"
        #expect(throws: CronExpression.Failure.self) { try ScheduleRule(schedule) }
    }
}

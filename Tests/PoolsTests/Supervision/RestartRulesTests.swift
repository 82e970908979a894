import SWFModel
import Testing

@testable import Pools

/// When a process that ended is started again.
@Suite struct RestartRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var ending: ProcessEnding
        var lived = 5
        var failures = 0
        var restarts = 0
        var verdict: RestartRules.Verdict

        var testDescription: String { "\(ending), lived \(lived), \(failures) failures, \(restarts) restarts" }
    }

    static let cases: [Case] = [
        // On purpose, and wrong beyond what a new start could mend.
        Case(ending: .exited(0), verdict: .left),
        Case(ending: .exited(0), lived: 0, failures: 9, restarts: 3, verdict: .left),
        Case(ending: .exited(64), verdict: .givenUp(because: "it left with 64: its arguments are wrong")),
        Case(ending: .exited(78), verdict: .givenUp(because: "it left with 78: the settings are wrong")),
        // Worn out: at once and uncounted, unless it is so from the start.
        Case(ending: .exited(75), lived: 10, restarts: 3, verdict: .again(after: .zero, counts: false)),
        Case(ending: .exited(75), lived: 9, verdict: .again(after: .seconds(1), counts: true)),
        // Crashes: 1, 2, 4 … 30 seconds.
        Case(ending: .killed(signal: 9), verdict: .again(after: .seconds(1), counts: true)),
        Case(ending: .exited(1), failures: 1, verdict: .again(after: .seconds(2), counts: true)),
        Case(ending: .exited(69), failures: 2, verdict: .again(after: .seconds(4), counts: true)),
        Case(ending: .exited(71), failures: 4, verdict: .again(after: .seconds(16), counts: true)),
        Case(ending: .exited(1), failures: 5, verdict: .again(after: .seconds(30), counts: true)),
        Case(ending: .exited(1), failures: 500, verdict: .again(after: .seconds(30), counts: true)),
        Case(ending: .notStarted("no such file"), lived: 0, verdict: .again(after: .seconds(1), counts: true)),
        // After a minute of life the waits begin anew.
        Case(ending: .killed(signal: 11), lived: 59, failures: 3, verdict: .again(after: .seconds(8), counts: true)),
        Case(ending: .killed(signal: 11), lived: 60, failures: 3, verdict: .again(after: .seconds(1), counts: true)),
        // The limit, and what is reported.
        Case(ending: .exited(1), failures: 2, restarts: 2, verdict: .again(after: .seconds(4), counts: true)),
        Case(
            ending: .killed(signal: 6),
            restarts: 3,
            verdict: .givenUp(because: "it was started again 3 times within 600 s; the last time it was ended by ABRT")
        ),
    ]

    @Test(arguments: cases) func `an ending has its verdict`(case example: Case) {
        let now = Timestamp(seconds: 10_000)
        let rules = RestartRules(limit: 3)
        let restarts = (0..<example.restarts).map { Timestamp(seconds: 9_900 + Double($0)) }
        let verdict = rules.verdict(
            example.ending,
            lived: .seconds(example.lived),
            failures: example.failures,
            restarts: restarts,
            now: now
        )
        #expect(verdict == example.verdict)
    }

    @Test func `restarts before the window do not count`() {
        let rules = RestartRules(limit: 1, window: .seconds(100))
        func verdict(_ restart: Double) -> RestartRules.Verdict {
            rules.verdict(
                .exited(1),
                lived: .seconds(1),
                failures: 0,
                restarts: [Timestamp(seconds: restart)],
                now: Timestamp(seconds: 1_000)
            )
        }
        #expect(verdict(900) == .again(after: .seconds(1), counts: true))
        guard case .givenUp = verdict(900.001) else {
            Issue.record("a restart within the window counts")
            return
        }
    }
}

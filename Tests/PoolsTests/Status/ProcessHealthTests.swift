import SWFModel
import Testing

@testable import Pools

/// Health is the last successful poll, not that a process exists.
@Suite struct ProcessHealthTests {
    private static let now = Timestamp(seconds: 10_000)

    /// What a process said, so many seconds ago.
    struct Said: Sendable {
        var state = ProcessReport.State.polling
        var started = 1_000.0
        var poll: Double?
        var done: Double?
        var inHand = 0

        func report() -> ProcessReport {
            func ago(_ seconds: Double) -> Timestamp { Timestamp(seconds: ProcessHealthTests.now.seconds - seconds) }
            var report = ProcessReport(
                pid: 100,
                birth: 100,
                program: "worker",
                environment: "dev",
                pool: "workers",
                slot: 1,
                build: "b",
                started: ago(started)
            )
            report.state = state
            report.lastPoll = poll.map(ago)
            report.lastDone = done.map(ago)
            report.inHand = (0..<inHand).map {
                .init(workflowId: "w", runId: "r", activityId: "\($0)", type: "T", since: ago(poll ?? 0))
            }
            return report
        }
    }

    private static func process(_ state: SupervisedProcess.State, startedAgo: Double = 1_000) -> SupervisedProcess {
        let name = ProcessName(pool: "workers", slot: 1)
        var process = SupervisedProcess(WantedProcess(name: name, program: "worker", arguments: []))
        process.state = state
        process.pid = 100
        process.birth = 100
        process.started = Timestamp(seconds: now.seconds - startedAgo)
        process.lastEnding = "left with 1"
        process.givenUpBecause = "it failed"
        return process
    }

    static let polls: [(Said?, Double, ProcessHealth)] = [
        (Said(poll: 5), 1_000, .well),
        (Said(poll: 179), 1_000, .well),
        (Said(poll: 180), 1_000, .unwell("its last answered poll is 180 s old")),
        // All hands full: it need not poll. One free: it must.
        (Said(poll: 5_000, inHand: 2), 1_000, .well),
        (Said(poll: 5_000, inHand: 1), 1_000, .unwell("its last answered poll is 5000 s old")),
        // It has only just got a hand free.
        (Said(poll: 5_000, done: 10, inHand: 1), 1_000, .well),
        (Said(poll: 5_000, done: 180, inHand: 1), 1_000, .unwell("its last answered poll is 5000 s old")),
        // Before the first poll.
        (Said(state: .starting, started: 10), 10, .starting),
        (Said(state: .starting, started: 180), 180, .unwell("no poll of it has been answered")),
        (nil, 10, .starting),
        (nil, 180, .unwell("it has said nothing of itself")),
        // On its way out, or to a new program file.
        (Said(state: .draining, poll: 900), 1_000, .leaving),
        (Said(state: .replacing, poll: 900), 1_000, .leaving),
    ]

    @Test(arguments: polls)
    func `a process that is there is judged by its polls`(said: Said?, startedAgo: Double, health: ProcessHealth) {
        let found = ProcessHealth.of(
            Self.process(.running, startedAgo: startedAgo),
            said?.report(),
            slots: 2,
            pollAge: .seconds(180),
            now: Self.now
        )
        #expect(found == health)
    }

    @Test(arguments: [
        (SupervisedProcess.State.pending, ProcessHealth.unwell("it has not been started")),
        (.waiting, .unwell("it left with 1 and starts again")),
        (.leaving, .leaving), (.handingBack, .leaving), (.killed, .leaving),
        (.leftover, .unwell("its place is taken by a process of an earlier supervisor")),
        (.left, .left), (.givenUp, .unwell("it was given up: it failed")), (.stopped, .unwell("it was stopped")),
    ])
    func `one that is not there says why`(state: SupervisedProcess.State, health: ProcessHealth) {
        // A report of the process before may still lie there.
        let found = ProcessHealth.of(
            Self.process(state),
            Said(poll: 1).report(),
            slots: 2,
            pollAge: .seconds(180),
            now: Self.now
        )
        #expect(found == health)
    }

    @Test func `a pool counts what is wanted, what runs, and what happened`() {
        var supervision = Supervision(at: Self.now)
        let wanted = (1...4).map {
            WantedProcess(name: ProcessName(pool: "workers", slot: $0), program: "worker", arguments: [])
        }
        supervision.want(wanted, at: Self.now)
        for (slot, state) in [SupervisedProcess.State.running, .running, .left, .givenUp].enumerated() {
            supervision.change(ProcessName(pool: "workers", slot: slot + 1)) {
                $0.state = state
                $0.restarts = slot
                $0.pid = 100
                $0.birth = UInt64(100 + slot)
                $0.givenUpBecause = "it failed"
            }
        }
        let report = Said(poll: 5, inHand: 2).report()
        let pool = PoolStatus(
            name: "workers",
            count: 5,
            slots: 2,
            supervision: supervision,
            // The second place has a report of another process with the same number.
            reports: [1: report, 2: report],
            pollAge: .seconds(180),
            now: Self.now
        )
        #expect(pool.wanted == 4, "one left on purpose")
        #expect(pool.running == 2)
        #expect(pool.restarts == 6)
        #expect(pool.inHand == 2)
        #expect(pool.lastPoll == report.lastPoll)
        #expect(pool.processes[1].report == nil)
        #expect(pool.problems == ["workers-4: it was given up: it failed", "workers-5: it is not running"])
    }
}

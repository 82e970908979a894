import DeciderCore
import Foundation
import Martlet
import MartletTesting
import SWFModel
import WorkflowCore

/// What it costs to follow a history and to decide, in processor time of one thread and without a service.
struct ReplayCost {
    /// How long each figure is measured.
    var seconds: Double

    /// An activity that gives what it was given.
    private struct Step: Activity {
        static let definition = ActivityDefinition("Step", version: "1")
        func run(_ input: Int, context: ActivityContext) async throws -> Int { input }
    }

    /// So many activities, one after the other.
    private struct Chain: Workflow {
        static let definition = WorkflowDefinition("Chain", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            var value = input
            for _ in 0..<input { value = try await context.run(Step.self, value) }
            return value
        }
    }

    private static let execution = WorkflowExecution(runId: "run", workflowId: "one")

    /// A history of the chain, and where its decision tasks were started.
    private struct Recorded {
        var events: [HistoryEvent]
        var started: [EventId]

        init(steps: Int) throws {
            var history = HistoryBuilder.started("Chain", input: "\(steps)")
            history.decisionTaskStarted()
            started = [history.events.count]
            let computer = DecisionComputer(Chain.self, execution: ReplayCost.execution, domain: "bench")
            defer { computer.release() }
            for number in 1...steps {
                guard case .scheduleActivityTask(let asked) = try computer.decisions(on: history.events).first else {
                    break
                }
                history.decisionTaskCompleted()
                history.activityScheduled(asked.activityId, type: asked.activityType.name)
                history.activityStarted(asked.activityId)
                history.activityCompleted(asked.activityId, result: "\(number)")
                history.decisionTaskScheduled()
                history.decisionTaskStarted()
                started.append(history.events.count)
            }
            events = history.events
        }
    }

    /// A figure by its name, in a sentence, with the bar that it has to reach.
    struct Figure {
        var key: String
        var value: Double
        var sentence: String
        var bar: Bar?
    }

    /// All figures.
    func figures() throws -> [Figure] {
        let ten = try Recorded(steps: 10)
        let long = try Recorded(steps: 3_333)
        let replayed = try perSecond(long.events.count) { try Self.follow(long.events) }
        let folded = perSecond(long.events.count) { Self.fold(long.events) }
        let scratch = try perSecond(ten.started.count) { try Self.decide(ten, isHeld: false) }
        let held = try perSecond(ten.started.count) { try Self.decide(ten, isHeld: true) }
        let decider = decider(ten)
        let whole = try seconds(of: long)
        let (early, late) = try steps(of: long)
        return [
            Figure(
                key: "replay_events_per_second",
                value: replayed,
                sentence: "replay: \(Int(replayed)) events/s followed without code, bar 2000000",
                bar: .atLeast(2_000_000)
            ),
            Figure(
                key: "fold_events_per_second",
                value: folded,
                sentence: "replay: \(Int(folded)) events/s folded by the service's core, bar 2000000",
                bar: .atLeast(2_000_000)
            ),
            Figure(
                key: "decisions_per_second_scratch",
                value: scratch,
                sentence:
                    "replay: \(Int(scratch)) decisions/s of a ten-activity workflow, each from scratch, bar 20000",
                bar: .atLeast(20_000)
            ),
            Figure(
                key: "decisions_per_second_held",
                value: held,
                sentence: "replay: \(Int(held)) decisions/s of a ten-activity workflow that is held"
            ),
            Figure(
                key: "decider_decisions_per_second",
                value: decider,
                sentence:
                    "replay: \(Int(decider)) decisions/s of a whole decider, its calls and threads included, without HTTP"
            ),
            Figure(
                key: "long_history_ms",
                value: whole * 1e3,
                sentence: String(
                    format: "replay: %.1f ms for a history of %d events from scratch",
                    whole * 1e3,
                    long.events.count
                )
            ),
            Figure(
                key: "late_step_ratio",
                value: late / early,
                sentence: String(
                    format:
                        "replay: a step at event 20,000 costs %.2f times one at event 20 (%.1f and %.1f microseconds), bar 1.1",
                    late / early,
                    late * 1e6,
                    early * 1e6
                ),
                bar: .atMost(1.1)
            ),
        ]
    }

    /// Follows a history of the chain with what its code asked for at hand.
    private static func follow(_ events: [HistoryEvent]) throws {
        var replay = Replay()
        var number = 0
        func turn() {
            while let resolution = replay.nextResolution() {
                switch resolution {
                case .started, .activity:
                    number += 1
                    _ = replay.schedule(
                        ScheduleActivityTaskDecisionAttributes(
                            activityId: "Step-\(number)",
                            activityType: ActivityType(name: "Step", version: "1")
                        ),
                        place: nil
                    )
                default: break
                }
            }
            replay.endTurn()
        }
        for event in events where try replay.apply(event) { turn() }
    }

    private static func fold(_ events: [HistoryEvent]) {
        let identity = ExecutionIdentity(id: 1, domain: "bench", execution: execution)
        _ = ExecutionState.folding(events, identity: identity)
    }

    /// Decides every decision task of a history.
    private static func decide(_ recorded: Recorded, isHeld: Bool) throws {
        var computer = DecisionComputer(Chain.self, execution: execution, domain: "bench")
        var known = 0
        for started in recorded.started {
            if !isHeld {
                computer.release()
                computer = DecisionComputer(Chain.self, execution: execution, domain: "bench")
                known = 0
            }
            _ = try computer.decisions(on: Array(recorded.events[known..<started]))
            known = started
        }
        computer.release()
    }

    /// Decisions a second of a decider with one slot, over a service that costs nothing.
    private func decider(_ recorded: Recorded) -> Double {
        let service = ScriptedService(
            recorded.events,
            started: recorded.started,
            type: Chain.definition.type,
            executions: Int(1_000 * seconds)
        )
        let decider = Decider(
            service: service,
            domain: "bench",
            taskList: "list",
            identity: "bench",
            workflows: [Chain.self],
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        )
        let began = monotonicSeconds()
        // Canceled below; nothing is left to await then.
        let run = Task.detached { try await decider.run() }
        service.isDone.wait()
        let took = monotonicSeconds() - began
        run.cancel()
        return Double(service.count) / took
    }

    /// What a decision costs at the beginning of a held execution, and at its end.
    private func steps(of recorded: Recorded) throws -> (early: Double, late: Double) {
        var early: [Double] = []
        var late: [Double] = []
        for _ in 0..<max(3, Int(seconds * 4)) {
            let computer = DecisionComputer(Chain.self, execution: Self.execution, domain: "bench")
            defer { computer.release() }
            var known = 0
            for started in recorded.started {
                let events = Array(recorded.events[known..<started])
                let began = threadSeconds()
                _ = try computer.decisions(on: events)
                let took = threadSeconds() - began
                if (20...200).contains(started) { early.append(took) }
                if started > recorded.events.count - 180 { late.append(took) }
                known = started
            }
        }
        return (percentile(early, 0.5), percentile(late, 0.5))
    }

    private func seconds(of recorded: Recorded) throws -> Double {
        var times: [Double] = []
        for _ in 0..<5 {
            let began = threadSeconds()
            let computer = DecisionComputer(Chain.self, execution: Self.execution, domain: "bench")
            _ = try computer.decisions(on: recorded.events)
            times.append(threadSeconds() - began)
            computer.release()
        }
        return percentile(times, 0.5)
    }

    private func perSecond(_ count: Int, _ body: () throws -> Void) rethrows -> Double {
        try body()
        let began = threadSeconds()
        var rounds = 0
        while threadSeconds() - began < seconds {
            try body()
            rounds += 1
        }
        return Double(count * rounds) / (threadSeconds() - began)
    }
}

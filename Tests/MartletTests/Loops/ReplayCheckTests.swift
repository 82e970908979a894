import DeciderCore
import Martlet
import MartletTesting
import Synchronization
import Testing

@testable import Martlet

/// Asks for something else at its second run than at its first.
struct FickleProgram: Workflow {
    static let definition = WorkflowDefinition("SequenceProgram", version: "1")
    static let runs = Mutex(0)

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let run = Self.runs.withLock { runs in
            runs += 1
            return runs
        }
        let value = try await context.run(Fetch.self, input)
        return try await run == 1 ? context.run(Fetch.self, value) : context.run(Flaky.self, value)
    }
}

/// Shows something else at its second run than at its first.
struct FickleShowProgram: Workflow {
    static let definition = WorkflowDefinition("SequenceProgram", version: "1")
    static let runs = Mutex(0)

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let run = Self.runs.withLock { runs in
            runs += 1
            return runs
        }
        let value = try await context.run(Fetch.self, input)
        try context.publish(run == 1 ? "first" : "again")
        return try await context.run(Fetch.self, value)
    }
}

/// Ends at once, with how often it was run.
struct FickleEndProgram: Workflow {
    static let definition = WorkflowDefinition("SequenceProgram", version: "1")
    static let runs = Mutex(0)

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        Self.runs.withLock { runs in
            runs += 1
            return runs
        }
    }
}

/// Uses everything that a context gives in place of chance and time.
struct SteadyProgram: Workflow {
    static let definition = WorkflowDefinition("SequenceProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        for _ in 0..<3 {
            _ = try await context.run(
                Fetch.self,
                Int(context.now.milliseconds) + Int.random(in: 0..<9, using: &context.random)
            )
        }
        return input
    }
}

/// Comes to a change when its answer is full.
struct FullAnswerProgram: Workflow {
    static let definition = WorkflowDefinition("SequenceProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        for number in 0..<120 { _ = try context.sideEffect("value") { number } }
        let value = context.version("change", 1...2)
        return try await context.run(Fetch.self, value)
    }
}

@Suite("Every decision is computed twice, if that is wanted", .serialized, .timeLimit(.minutes(10)))
struct ReplayCheckTests {
    /// The outcomes of the first two decision tasks of an execution, held and checked.
    private func outcomes(
        of workflow: any Workflow.Type,
        _ policy: DivergencePolicy
    ) async throws -> (outcomes: [DecisionProgress.Outcome], events: [HistoryEvent]) {
        try await House.run { house in
            let seen = Log<DecisionProgress>()
            let configuration = Decider.Configuration(
                divergence: policy,
                checksReplay: true,
                backoff: House.quick,
                onDecision: { seen.add($0) }
            )
            let handler = house.handler([workflow], configuration)
            let execution = try await house.starter.start(SequenceProgram.self, 1, workflowId: "one")
            try await house.decide(handler)
            try await house.work(result: "1")
            try await house.decide(handler)
            #expect(seen.all.map(\.wasHeld) == [false, true])
            await handler.end()
            return (seen.all.map(\.outcome), try await house.history(of: execution))
        }
    }

    private static let sentence =
        "The workflow's code is not deterministic: as decision 1 it asked for ScheduleActivityTask Fetch-2 (Fetch 1), and run "
        + "again over the same history for ScheduleActivityTask Flaky-2 (Flaky 1)"

    @Test func `code that decides otherwise the second time is held`() async throws {
        FickleProgram.runs.withLock { $0 = 0 }
        let (outcomes, events) = try await outcomes(of: FickleProgram.self, .hold)
        #expect(outcomes.last == .held(reason: Self.sentence))
        #expect(
            !events.contains {
                if case .activityTaskScheduled(let it) = $0.attributes { it.activityId == "Fetch-2" } else { false }
            }
        )
    }

    @Test func `or its execution is failed`() async throws {
        FickleProgram.runs.withLock { $0 = 0 }
        let (_, events) = try await outcomes(of: FickleProgram.self, .failExecution)
        guard case .workflowExecutionFailed(let attributes) = events.last?.attributes else {
            Issue.record("\(String(describing: events.last))")
            return
        }
        #expect(attributes.reason?.hasPrefix("The workflow's code is not deterministic") == true)
    }

    @Test func `code that shows another state the second time is held`() async throws {
        FickleShowProgram.runs.withLock { $0 = 0 }
        let (outcomes, _) = try await outcomes(of: FickleShowProgram.self, .hold)
        #expect(
            outcomes.last
                == .held(
                    reason:
                        "The workflow's code is not deterministic: it published \"first\", and run again over the same "
                        + "history \"again\""
                )
        )
    }

    @Test func `the first decision of an execution is computed twice as well`() async throws {
        FickleEndProgram.runs.withLock { $0 = 0 }
        try await House.run { house in
            let seen = Log<DecisionProgress>()
            let configuration = Decider.Configuration(
                checksReplay: true,
                backoff: House.quick,
                onDecision: { seen.add($0) }
            )
            let handler = house.handler([FickleEndProgram.self], configuration)
            _ = try await house.starter.start(SequenceProgram.self, 1, workflowId: "one")
            try await house.decide(handler)
            await handler.end()
            let sentence =
                "The workflow's code is not deterministic: as decision 1 it asked for CompleteWorkflowExecution, and run again "
                + "over the same history for CompleteWorkflowExecution, with result 1 and then 2"
            #expect(seen.all.map(\.outcome) == [.held(reason: sentence)])
            #expect(seen.all.map(\.wasHeld) == [false])
        }
    }

    @Test func `code that takes chance and time from its context passes`() async throws {
        let (outcomes, _) = try await outcomes(of: SteadyProgram.self, .hold)
        #expect(outcomes == [.decided([.scheduleActivityTask]), .decided([.scheduleActivityTask])])
    }

    @Test func `a change that comes when the answer is full passes, and is new`() async throws {
        try await House.run { house in
            let seen = Log<DecisionProgress.Outcome>()
            let configuration = Decider.Configuration(
                checksReplay: true,
                backoff: House.quick,
                onDecision: { seen.add($0.outcome) }
            )
            let handler = house.handler([FullAnswerProgram.self], configuration)
            let execution = try await house.starter.start(SequenceProgram.self, 1, workflowId: "one")
            try await house.decide(handler)
            house.cluster.clock.advance(by: .seconds(1))
            try await house.decide(handler)
            await handler.end()
            let isDecided = seen.all.map { if case .decided = $0 { true } else { false } }
            #expect(isDecided == [true, true], "\(seen.all)")
            guard case .activityTaskScheduled(let attributes) = try await house.history(of: execution).last?.attributes
            else {
                Issue.record("no activity was scheduled")
                return
            }
            #expect(attributes.input == "2")
        }
    }

    @Test func `the first difference is told`() {
        func activity(_ id: String, _ input: String? = nil) -> Decision {
            .scheduleActivityTask(
                .init(activityId: id, activityType: ActivityType(name: "A", version: "1"), input: input)
            )
        }
        #expect(DecisionCheck.difference(held: [activity("A-1")], again: [activity("A-1")]) == nil)
        #expect(
            DecisionCheck.difference(held: [activity("A-1"), activity("A-2")], again: [activity("A-1")])
                == "as decision 2 it asked for ScheduleActivityTask A-2 (A 1), and run again over the same history for nothing more"
        )
        #expect(
            DecisionCheck.difference(held: [activity("A-1", "1")], again: [activity("A-1", "2")])
                == "as decision 1 it asked for ScheduleActivityTask A-1 (A 1), and run again over the same history for "
                + "ScheduleActivityTask A-1 (A 1), with input 1 and then 2"
        )
    }
}

@Suite("A history that becomes long")
struct HistoryRadarTests {
    @Test(
        arguments: [
            (0, 3, nil), (12_400, 12_499, nil), (12_490, 12_500, 50), (12_500, 12_510, nil), (12_400, 19_999, 50),
            (19_990, 20_003, 80), (20_003, 20_010, nil), (100, 24_000, 80),
        ] as [(EventId, EventId, Int?)]
    )
    func `is told of once at each mark`(_ previous: EventId, _ started: EventId, _ mark: Int?) {
        #expect(HistoryRadar.standard.mark(from: previous, to: started) == mark)
    }
}

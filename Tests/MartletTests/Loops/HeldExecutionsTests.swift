import Engine
import Martlet
import MartletTesting
import Storage
import Synchronization
import Testing

@testable import Martlet

@Suite("Held executions are bounded, and right whatever happens between two decision tasks", .timeLimit(.minutes(10)))
struct HeldExecutionsTests {
    /// An execution that waits for its first activity, under a run id of its own.
    private func waiting(_ runId: String) throws -> HeldExecution {
        var history = HistoryBuilder.started("SequenceProgram", input: "1")
        history.decisionTaskStarted()
        let execution = Recording(
            workflow: SequenceProgram.self,
            execution: WorkflowExecution(runId: runId, workflowId: "one"),
            events: [],
            decided: []
        ).fresh()
        _ = try execution.follow(history.events, to: 3)
        return execution
    }

    @Test func `by their bytes, the longest unused first`() throws {
        let executions = try ["a", "b", "c"].map { try waiting($0) }
        let bytes = executions[0].byteEstimate
        #expect(bytes > 1_000)
        let held = HeldExecutions(limit: 100, byteLimit: 2 * bytes)
        #expect(held.put(executions[0]).isEmpty)
        #expect(held.put(executions[1]).isEmpty)
        #expect(held.bytes == 2 * bytes)
        #expect(held.put(executions[2]).map(\.about.execution.runId) == ["a"])
        #expect(held.bytes == 2 * bytes)
        #expect(held.take(executions[1]))
        #expect(held.bytes == bytes)
        for execution in executions { execution.release() }
    }

    @Test func `one that is larger than all may be is not held`() throws {
        let execution = try waiting("a")
        let held = HeldExecutions(limit: 100, byteLimit: 10)
        #expect(held.put(execution).count == 1)
        #expect(held.count == 0)
        #expect(held.bytes == 0)
        execution.release()
    }

    @Test func `what code was given counts`() throws {
        var history = HistoryBuilder.started("SequenceProgram", input: "1")
        history.decided()
        history.activityScheduled("Fetch-1", type: "Fetch")
        history.activityCompleted("Fetch-1", result: String(repeating: "1", count: 10_000))
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        let small = try waiting("a")
        let large = Recording(
            workflow: TextProgram.self,
            execution: WorkflowExecution(runId: "b", workflowId: "one"),
            events: [],
            decided: []
        ).fresh()
        _ = try? large.follow(history.events, to: history.events.count)
        #expect(large.byteEstimate > small.byteEstimate + 8_000)
        for execution in [small, large] { execution.release() }
    }

    @Test func `only the execution itself is taken back, not another of its run`() throws {
        let held = HeldExecutions(limit: 10)
        let (first, second) = (try waiting("a"), try waiting("a"))
        _ = held.put(first)
        #expect(held.put(second).map { $0 === first } == [true])
        #expect(!held.take(first))
        #expect(held.take(second))
        for execution in [first, second] { execution.release() }
    }

    @Test(arguments: [1, 2, 3, 5])
    func `deciders that take turns decide as one`(_ turns: Int) async throws {
        try await House.run { house in
            let seen = Log<Bool>()
            let configuration = Decider.Configuration(backoff: House.quick, onDecision: { seen.add($0.wasHeld) })
            let handlers = [
                house.handler(House.workflows, configuration, identity: "a"),
                house.handler(House.workflows, configuration, identity: "b"),
            ]
            let execution = try await house.starter.start(ManyDoublesWorkflow.self, 9, workflowId: "one")
            for step in 0..<10 {
                try await house.decide(handlers[step / turns % 2])
                if step < 9 { try await house.work(result: "\(step)") }
            }
            // Nine activities, four side by side: the answers come one at a time, and each calls for a decision.
            let outcome = try await house.starter.wait(for: execution, interval: .milliseconds(1))
            #expect(outcome.closeStatus == .completed)
            #expect(seen.all == (0..<10).map { $0 % turns != 0 }, "held, unless the other decided last")
            for handler in handlers { await handler.end() }
        }
    }

    @Test func `an execution outlives a restart of the server`() async throws {
        let store = MemoryStore()
        let seen = Log<Bool>()
        let configuration = Decider.Configuration(backoff: House.quick, onDecision: { seen.add($0.wasHeld) })
        let service = Replaceable()
        let handler = Decider(
            service: service,
            domain: House.domain,
            taskList: House.taskList,
            identity: "decider",
            workflows: House.workflows,
            configuration: configuration,
            logger: House.quiet
        ).makeHandler()
        var execution: WorkflowExecution?
        for round in 0..<3 {
            let known = execution
            execution = try await TestCluster.run(store: store) { cluster in
                service.replace(cluster.engine)
                let house = House(cluster: cluster, service: cluster.engine)
                if round == 0 {
                    let registrar = Registrar(
                        service: cluster.engine,
                        domain: House.domain,
                        retentionDays: "7",
                        defaultTaskList: House.taskList,
                        logger: House.quiet
                    )
                    _ = try await registrar.register(workflows: [SequenceProgram.self], activities: [Fetch.self])
                }
                let execution =
                    if let known { known } else {
                        try await house.starter.start(SequenceProgram.self, 1, workflowId: "one")
                    }
                try await house.decide(handler)
                try await house.work(result: "\(round)")
                return execution
            }
        }
        #expect(seen.all == [false, true, true])
        await handler.end()
    }

    @Test func `an answer that was lost, and a task that then timed out, leave nothing wrong behind`() async throws {
        try await House.run(wrapping: { Losing($0) }) { house in
            let seen = Log<DecisionProgress>()
            let configuration = Decider.Configuration(backoff: House.quick, onDecision: { seen.add($0) })
            let handler = house.handler(House.workflows, configuration)
            let execution = try await house.starter.start(SequenceProgram.self, 1, workflowId: "one")
            try await house.decide(handler)
            try await house.work(result: "1")
            let losing = try #require(house.service as? Losing)
            // The answer never arrives, and the task is handed out again after its time.
            losing.isLosing.withLock { $0 = true }
            let task = try #require(try await house.service.pollForDecisionTask(House.poll))
            house.cluster.clock.advance(by: .seconds(31))
            await handler.handle(task, poll: House.poll)
            losing.isLosing.withLock { $0 = false }
            try await house.decide(handler)
            try await house.work(result: "2")
            try await house.decide(handler)
            #expect(seen.all.map(\.wasHeld) == [false, true, false, true])
            let events = try await house.history(of: execution)
            let report = Replayer(workflows: House.workflows).replay(events, of: execution, domain: House.domain)
            #expect(report.verdict == .replays, "\(report)")
            await handler.end()
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `reads that are stale, and pages without some of their events, are read again`(_ seed: UInt64) async throws {
        try await House.run(wrapping: { Forgetful($0, seed: seed) }) { house in
            let configuration = { (held: Int) in
                Decider.Configuration(heldExecutions: held, backoff: House.quick, pageSize: 5)
            }
            let outcome = try await house.outcome(
                of: ManyDoublesWorkflow.definition.type,
                input: "12",
                deciders: [
                    house.decider(configuration(0), identity: "a"), house.decider(configuration(10), identity: "b"),
                ]
            )
            #expect(outcome.result == "[0,2,4,6,8,10,12,14,16,18,20,22]")
        }
    }
}

/// Reads a text.
struct TextProgram: Workflow {
    static let definition = WorkflowDefinition("SequenceProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        for _ in 0..<3 { _ = try await context.run(Fetch.self, input) }
        return input
    }
}

/// A service that is another after a restart.
final class Replaceable: ForwardingService {
    private let current = Mutex<(any SimpleWorkflowService)?>(nil)

    var base: any SimpleWorkflowService {
        guard let base = current.withLock({ $0 }) else { preconditionFailure("The service was not started") }
        return base
    }

    func replace(_ service: any SimpleWorkflowService) { current.withLock { $0 = service } }
}

/// A service that answers to decisions do not reach.
final class Losing: ForwardingService {
    let base: any SimpleWorkflowService
    let isLosing = Mutex(false)

    init(_ base: any SimpleWorkflowService) { self.base = base }

    func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        // The time of the task is over by then, so that the decider gives up.
        if isLosing.withLock({ $0 }) { throw Fault(.unknownResource, "Unknown decision task") }
        try await base.respondDecisionTaskCompleted(input)
    }
}

/// A service that promises no more of its reads than Amazon SWF does: a history may end too early, and an event in the middle
/// may be missing; asked again, it is there in the end.
final class Forgetful: ForwardingService {
    let base: any SimpleWorkflowService
    private let random: Mutex<SeededRandom>

    init(_ base: any SimpleWorkflowService, seed: UInt64) {
        self.base = base
        random = Mutex(SeededRandom(seed: seed))
    }

    private func forgetting(_ events: [HistoryEvent]) -> [HistoryEvent]? {
        random.withLock { random in
            guard !events.isEmpty, random.isOneIn(12) else { return nil }
            var events = events
            events.remove(at: Int.random(in: 0..<events.count, using: &random))
            return events
        }
    }

    func getWorkflowExecutionHistory(_ input: GetWorkflowExecutionHistoryInput) async throws -> History {
        var history = try await base.getWorkflowExecutionHistory(input)
        if random.withLock({ $0.isOneIn(12) }) { history.nextPageToken = nil }
        if let events = forgetting(history.events) { history.events = events }
        return history
    }

    func pollForDecisionTask(_ input: PollForDecisionTaskInput) async throws -> DecisionTask? {
        var task = try await base.pollForDecisionTask(input)
        // The first page is all that is ever seen of it; what it lacks would be lacking for good.
        guard input.nextPageToken != nil, let page = task else { return task }
        if let events = forgetting(page.events) { task?.events = events }
        return task
    }
}

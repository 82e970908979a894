import Martlet
import MartletTesting
import Synchronization
import Testing

@testable import Martlet

/// A service on a bad line: some calls fail before they arrive, some answers are lost on the way back.
final class BadLine: ForwardingService {
    struct Broken: Error {}

    let base: any SimpleWorkflowService
    private let random: Mutex<SeededRandom>

    init(_ base: any SimpleWorkflowService, seed: UInt64) {
        self.base = base
        random = Mutex(SeededRandom(seed: seed))
    }

    private func badly<Value>(_ call: () async throws -> Value) async throws -> Value {
        if random.withLock({ $0.isOneIn(5) }) { throw Broken() }
        let value = try await call()
        if random.withLock({ $0.isOneIn(5) }) { throw Broken() }
        return value
    }

    func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        try await badly { try await base.respondDecisionTaskCompleted(input) }
    }

    func respondActivityTaskCompleted(_ input: RespondActivityTaskCompletedInput) async throws {
        try await badly { try await base.respondActivityTaskCompleted(input) }
    }

    func getWorkflowExecutionHistory(_ input: GetWorkflowExecutionHistoryInput) async throws -> History {
        try await badly { try await base.getWorkflowExecutionHistory(input) }
    }

    func pollForDecisionTask(_ input: PollForDecisionTaskInput) async throws -> DecisionTask? {
        // A poll whose answer is lost loses the task until it times out; here polls only fail before they arrive.
        if input.nextPageToken == nil, random.withLock({ $0.isOneIn(3) }) { throw Broken() }
        if input.nextPageToken != nil { return try await badly { try await base.pollForDecisionTask(input) } }
        return try await base.pollForDecisionTask(input)
    }

    func pollForActivityTask(_ input: PollForActivityTaskInput) async throws -> ActivityTask? {
        if random.withLock({ $0.isOneIn(3) }) { throw Broken() }
        return try await base.pollForActivityTask(input)
    }
}

/// A service that refuses the first answer with decisions as invalid.
final class Refusing: ForwardingService {
    let base: any SimpleWorkflowService
    private let isFirst = Mutex(true)

    init(_ base: any SimpleWorkflowService) { self.base = base }

    func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        let refuses = isFirst.withLock { isFirst in
            defer { isFirst = false }
            return isFirst
        }
        if refuses { throw Fault(.validation, "1 validation error detected") }
        try await base.respondDecisionTaskCompleted(input)
    }
}

@Suite("Trouble on the way is not the execution's", .timeLimit(.minutes(10)))
struct TroubleTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `calls and answers that are lost change nothing`(_ seed: UInt64) async throws {
        try await House.run(wrapping: { BadLine($0, seed: seed) }) { house in
            let outcome = try await house.outcome(
                of: ManyDoublesWorkflow.definition.type,
                input: "12",
                deciders: [
                    house.decider(Decider.Configuration(backoff: House.quick, pageSize: 5), identity: "a"),
                    house.decider(Decider.Configuration(backoff: House.quick, pageSize: 5), identity: "b"),
                ]
            )
            #expect(outcome.result == "[0,2,4,6,8,10,12,14,16,18,20,22]")
        }
    }

    @Test func `decisions that the service refuses fail the execution with its words`() async throws {
        try await House.run(wrapping: { Refusing($0) }) { house in
            let outcome = try await house.outcome(of: DoubleTwiceWorkflow.definition.type, input: "1")
            #expect(outcome.closeStatus == .failed)
            #expect(outcome.reason == "The service refused the workflow's decisions")
            #expect(outcome.details == "ValidationException: 1 validation error detected")
        }
    }

    @Test func `a decider that held the execution goes on from another's decision`() async throws {
        try await House.run { house in
            // Two deciders take turns by hand, each with executions of its own.
            let handlers = [house.handler(identity: "a"), house.handler(identity: "b")]
            let execution = try await house.starter.start(SequenceProgram.self, 1, workflowId: "one")
            // a, a, b, a: the last finds its held execution behind the history.
            for (turn, who) in [0, 0, 1, 0].enumerated() {
                try await house.decide(handlers[who])
                if turn < 3 { try await house.work(result: "\(turn)") }
            }
            let outcome = try await house.starter.wait(for: execution, interval: .milliseconds(1))
            #expect(outcome.result == "2")
            for handler in handlers { await handler.end() }
        }
    }

    @Test func `a changed workflow fails the execution when that is wanted`() async throws {
        try await House.run { house in
            let fails = Decider.Configuration(divergence: .failExecution, backoff: House.quick)
            let execution = try await house.starter.start(SequenceProgram.self, 1, workflowId: "one")
            try await house.decideAnew()
            try await house.work(result: "1")
            try await house.decideAnew([RenamedProgram.self], fails)
            let outcome = try await house.starter.wait(for: execution, interval: .milliseconds(1))
            #expect(outcome.closeStatus == .failed)
            let reason = try #require(outcome.reason)
            #expect(reason.contains("event 5: the history has ActivityTaskScheduled Fetch-1 (Fetch 1)"), "\(reason)")
            #expect(reason.contains("Misusers.swift:"), "\(reason)")
        }
    }
}

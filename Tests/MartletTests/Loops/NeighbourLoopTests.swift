import Engine
import Martlet
import MartletTesting
import Testing

@testable import Martlet

/// A parent, its child and messages between them, over the real service.
@Suite("Executions that have to do with one another", .timeLimit(.minutes(10)))
struct NeighbourLoopTests {
    @Test func `a parent signals its child and gets its result`() async throws {
        try await House.run { house in
            let outcome = try await house.outcome(of: ParentWorkflow.definition.type, input: "7")
            #expect(outcome.result == "21")
        }
    }

    @Test func `a workflow that continues as new goes on in the next run`() async throws {
        try await House.run { house in
            let outcome = try await house.outcome(of: CountdownWorkflow.definition.type, input: "3")
            #expect(outcome.closeStatus == .continuedAsNew)
            let next = WorkflowExecution(runId: outcome.newRunId ?? "", workflowId: "one")
            let last = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await house.decider().run() }
                defer { group.cancelAll() }
                var last = try await house.starter.wait(for: next, interval: .milliseconds(1))
                while let runId = last.newRunId {
                    last = try await house.starter.wait(
                        for: WorkflowExecution(runId: runId, workflowId: "one"),
                        interval: .milliseconds(1)
                    )
                }
                return last
            }
            #expect(last.result == #""done""#)
        }
    }

    @Test func `a task that completes later is finished by its token`() async throws {
        try await House.run { house in
            let tokens = AsyncStream<String>.makeStream()
            let stages = Log<ActivityProgress.Stage>()
            let worker = ActivityWorker(
                service: house.service,
                domain: House.domain,
                taskList: House.taskList,
                identity: "worker",
                activities: [AskSomebody { tokens.continuation.yield($0) }],
                configuration: ActivityWorker.Configuration(backoff: House.quick, onProgress: { stages.add($0.stage) }),
                logger: House.quiet
            )
            async let somebody: Void = {
                let completion = ActivityCompletion(service: house.cluster.engine)
                for await token in tokens.stream {
                    let isCanceled = try await completion.heartbeat(token, details: "reading")
                    #expect(!isCanceled)
                    try await completion.complete(token, "yes")
                    break
                }
            }()
            let outcome = try await house.outcome(of: AskWorkflow.definition.type, input: nil, worker: worker)
            try await somebody
            #expect(outcome.result == #""yes""#)
            #expect(stages.all == [.started, .completesLater])
        }
    }

    @Test func `what an execution publishes can be read while it runs`() async throws {
        try await House.run { house in
            let seen = Log<Int>()
            let starter = house.starter
            let outcome = try await house.outcome(of: TellingWorkflow.definition.type, input: nil) { event in
                guard case .decisionTaskCompleted = event.attributes else { return }
                let execution = WorkflowExecution(runId: "", workflowId: "one")
                guard let run = try? await house.run(of: execution) else { return }
                if let value = try? await starter.published(Int.self, of: run) { seen.add(value) }
                try? await starter.signal(Signal<Nothing>("go"), Nothing(), workflowId: "one")
            }
            #expect(outcome.result == "2")
            #expect(seen.all.first == 1)
        }
    }
}

extension House {
    /// The open run of a workflow id.
    func run(of execution: WorkflowExecution) async throws -> WorkflowExecution? {
        let filter = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        let open = try await cluster.engine.listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsInput(
                domain: House.domain,
                executionFilter: WorkflowExecutionFilter(workflowId: execution.workflowId),
                startTimeFilter: filter
            )
        )
        return open.executionInfos.first?.execution
    }
}

struct ParentWorkflow: Workflow {
    static let definition = WorkflowDefinition("Parent", version: "1")
    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let child = try await context.start(ListeningWorkflow.self, input)
        try await child.signal(ListeningWorkflow.factor, 3)
        return try await child.result()
    }
}

struct ListeningWorkflow: Workflow {
    static let definition = WorkflowDefinition("Listening", version: "1")
    static let factor = Signal<Int>("factor")
    static var signals: [any SignalDeclaration] { [factor] }
    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await context.channel(Self.factor).next() * input
    }
}

struct CountdownWorkflow: Workflow {
    static let definition = WorkflowDefinition("Countdown", version: "1")
    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        if input == 0 { return "done" }
        throw try ContinueAsNew(Self.self, input - 1)
    }
}

/// Hands its token to somebody else.
struct AskSomebody: Activity {
    static let definition = ActivityDefinition("AskSomebody", version: "1", startToClose: .days(7))
    var ask: @Sendable (String) -> Void = { _ in }
    func run(_ input: Nothing, context: ActivityContext) async throws -> String {
        ask(context.taskToken)
        throw CompletesLater()
    }
}

struct AskWorkflow: Workflow {
    static let definition = WorkflowDefinition("Ask", version: "1")
    func run(_ input: Nothing, context: WorkflowContext) async throws -> String {
        try await context.run(AskSomebody.self)
    }
}

struct TellingWorkflow: Workflow {
    static let definition = WorkflowDefinition("Telling", version: "1")
    static let go = Signal<Nothing>("go")
    static var signals: [any SignalDeclaration] { [go] }
    func run(_ input: Nothing, context: WorkflowContext) async throws -> Int {
        try context.publish(1)
        _ = try await context.channel(Self.go).next()
        try context.publish(2)
        return 2
    }
}

import Martlet
import MartletTesting
import Synchronization
import Testing

@testable import Martlet

@Suite("An execution that is no longer held leaves nothing behind", .serialized)
struct ReleaseTests {
    private func held(_ workflow: any Workflow.Type) throws -> HeldExecution {
        var world = SimulatedWorld(type: workflow.definition.type, input: "1", seed: 1, worker: Program.worker)
        let execution = Recording(workflow: workflow, execution: world.execution, events: [], decided: []).fresh()
        let task = try #require(try world.pollDecisionTask())
        _ = try execution.follow(world.events, to: task.startedEventId)
        return execution
    }

    @Test(arguments: Program.all.filter { $0.input != nil })
    func `its code is unwound and its memory freed`(_ program: Program) throws {
        weak var trace: HeldExecution?
        do {
            let execution = try held(program.workflow)
            trace = execution
            execution.release()
        }
        #expect(trace == nil)
    }

    @Test func `code that catches everything gets nothing done any more`() throws {
        StubbornProgram.done.withLock { $0 = 0 }
        let execution = try held(StubbornProgram.self)
        execution.release()
        #expect(StubbornProgram.done.withLock { $0 } == 0)
        #expect(execution.liveTurnId == nil)
    }

    @Test func `code that never ends does not hang the decider`() throws {
        let execution = try held(SpinningProgram.self)
        execution.release()
    }

    @Test(.timeLimit(.minutes(10)))
    func `code that hangs on something foreign ends when that comes`() async throws {
        weak var trace: HeldExecution?
        do {
            let execution = try held(ForeignHeldProgram.self)
            trace = execution
            execution.release()
        }
        #expect(trace != nil, "its code still waits")
        ForeignHeldProgram.gate.open()
        while trace != nil { await Task.yield() }
    }

    @Test func `the longest unused goes first`() throws {
        let held = HeldExecutions(limit: 2)
        let executions = ["a", "b", "c"].map { runId in
            HeldExecution(
                about: HeldExecution.About(
                    domain: "test",
                    execution: WorkflowExecution(runId: runId, workflowId: "w"),
                    type: ImmediateProgram.definition.type
                ),
                workflow: WorkflowRun(ImmediateProgram.self),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
        }
        #expect(held.put(executions[0]).isEmpty)
        #expect(held.put(executions[1]).isEmpty)
        let first = try #require(held.take(runId: "a"))
        #expect(held.put(first).isEmpty)
        #expect(held.put(executions[2]).map(\.about.execution.runId) == ["b"])
        #expect(held.count == 2)
        #expect(held.take(runId: "b") == nil)
        #expect(held.take(runId: "a") != nil)
        #expect(held.take(runId: "a") == nil, "nobody gets an execution that is in use")
        #expect(held.take(runId: "c") != nil)
    }

    @Test func `taking and putting for ever does not grow`() throws {
        let cache = HeldExecutions(limit: 1)
        let execution = try held(ImmediateSleepProgram.self)
        for _ in 0..<1_000 {
            #expect(cache.put(execution).isEmpty)
            #expect(cache.take(runId: "run-1") === execution)
        }
        execution.release()
    }
}

/// Waits at once.
struct ImmediateSleepProgram: Workflow {
    static let definition = WorkflowDefinition("ImmediateSleepProgram", version: "1")
    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await context.sleep(for: .days(1))
        return input
    }
}

import Dispatch
import Engine
import Martlet
import MartletTesting
import Synchronization
import Testing

@testable import Martlet

/// Computes without end.
struct LoopingProgram: Workflow {
    static let definition = WorkflowDefinition("LoopingProgram", version: "1")
    static let count = Atomic<Int>(0)

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let value = try await context.run(Fetch.self, input)
        while Self.count.add(1, ordering: .relaxed).newValue != 0 {}
        return value
    }
}

/// Computes without end, and calls its context all the time.
struct ChattyProgram: Workflow {
    static let definition = WorkflowDefinition("ChattyProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        var words: [String] = []
        while context.random.next() != 0 {
            context.logger.info("still here")
            words = ["\(context.now)", context.workflowId] + words.prefix(10)
        }
        return words.count
    }
}

/// Asks without end, and does not hear that it may not.
struct DeafProgram: Workflow {
    static let definition = WorkflowDefinition("DeafProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        while context.historyLength > 0 { try? context.recordMarker("again", details: input) }
        return input
    }
}

/// Waits for a semaphore.
struct BlockingProgram: Workflow {
    static let definition = WorkflowDefinition("BlockingProgram", version: "1")
    static let semaphore = DispatchSemaphore(value: 0)
    static let steps = Mutex(0)

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        wait()
        let value = try await context.run(Fetch.self, input)
        Self.steps.withLock { $0 += 1 }
        return value
    }

    private func wait() { Self.semaphore.wait() }
}

@Suite("Code that does not come to rest", .serialized, .timeLimit(.minutes(10)))
struct TurnWatchTests {
    private func execution(_ workflow: any Workflow.Type) -> HeldExecution {
        Recording(
            workflow: workflow,
            execution: WorkflowExecution(runId: "run-1", workflowId: "one"),
            events: [],
            decided: []
        ).fresh()
    }

    /// A history at whose end the code is to decide for the first time.
    private func history(_ workflow: any Workflow.Type) -> [HistoryEvent] {
        var history = HistoryBuilder.started(workflow.definition.name, input: "1")
        history.decisionTaskStarted()
        return history.events
    }

    /// Looks until the code of an execution is given up, and says how often.
    private func giveUp(
        _ workflow: any Workflow.Type,
        on threads: TurnThreads,
        within limit: Duration? = nil
    ) async throws -> (misuse: Misuse?, looks: Int) {
        let execution = execution(workflow)
        let events = history(workflow)
        let ends = Log<Bool>()
        return try await withThrowingTaskGroup(of: Misuse?.self) { group in
            group.addTask {
                defer { ends.add(true) }
                do {
                    _ = try await threads.run(execution, within: limit) { try $0.follow(events, to: 3) }
                    return nil
                } catch let misuse as Misuse {
                    return misuse
                }
            }
            while execution.turnCount == 0 { await Task.yield() }
            var looks = 0
            while ends.all.isEmpty, looks < 100 {
                await threads.look()
                looks += 1
                if threads.lostCount > 0 { break }
            }
            return (try await group.next() ?? nil, looks)
        }
    }

    @Test(arguments: [ChattyProgram.self as any Workflow.Type, BusyProgram.self])
    func `that computes is given up, and its thread parked`(_ workflow: any Workflow.Type) async throws {
        try #require(TurnThread.canPark)
        let threads = TurnThreads(limit: .milliseconds(100))
        let (misuse, _) = try await giveUp(workflow, on: threads)
        guard case .overran = misuse else {
            Issue.record("\(String(describing: misuse))")
            return
        }
        while threads.parkedCount == 0 { await threads.look() }
        #expect(threads.lostCount == 1)
        // What it held is nobody's to wait for: other code runs on, allocates and logs.
        for _ in 0..<100 {
            let execution = execution(SequenceProgram.self)
            let events = history(SequenceProgram.self)
            let decisions = try await threads.run(execution) { try $0.follow(events, to: 3) }
            #expect(decisions.map(\.short) == ["+Fetch-1"])
            await threads.release(execution)
        }
        threads.close()
    }

    @Test func `that waits is given up, left alone, and unwound when it comes back`() async throws {
        BlockingProgram.steps.withLock { $0 = 0 }
        let threads = TurnThreads(limit: .seconds(10))
        let (misuse, looks) = try await giveUp(BlockingProgram.self, on: threads)
        guard case .overran(nil, limit: .seconds(10)) = misuse else {
            Issue.record("\(String(describing: misuse))")
            return
        }
        #expect(looks >= TurnThreads.looksPerLimit, "looks are counted, and not time")
        #expect(threads.lostCount == 1)
        #expect(threads.parkedCount == 0)
        BlockingProgram.semaphore.signal()
        while threads.lostCount > 0 { await Task.yield() }
        #expect(BlockingProgram.steps.withLock { $0 } == 0, "its next step is refused")
        threads.close()
    }

    @Test func `a decision task with little time has little patience`() async throws {
        let threads = TurnThreads(limit: .seconds(10))
        let (misuse, looks) = try await giveUp(BlockingProgram.self, on: threads, within: .seconds(3))
        #expect(misuse == .overran(near: nil, limit: .seconds(3)))
        #expect(looks < TurnThreads.looksPerLimit)
        BlockingProgram.semaphore.signal()
        while threads.lostCount > 0 { await Task.yield() }
        threads.close()
    }

    @Test(arguments: [
        BusyProgram.self as any Workflow.Type, ChattyProgram.self, DeafProgram.self, BlockingProgram.self,
    ])
    func `is given up in a replay as well, and its waits are not known`(_ workflow: any Workflow.Type) async throws {
        var history = HistoryBuilder.started(workflow.definition.name, input: "1")
        history.decided()
        let execution = WorkflowExecution(runId: "run-1", workflowId: "one")
        let replayer = Replayer(workflows: [workflow, SequenceProgram.self], turnLimit: .milliseconds(100))
        let report = replayer.replay(history.events, of: execution, domain: "test")
        guard case .misuse(let sentence) = report.verdict else {
            Issue.record("\(report)")
            return
        }
        #expect(sentence.hasPrefix("The workflow did not come to rest within 0.1 seconds "), "\(sentence)")
        #expect(replayer.waits(history.events, of: execution, domain: "test") == nil)
        #expect(replayer.threads.lostCount == 2)
        // Others are replayed as before.
        var other = HistoryBuilder.started("SequenceProgram", input: "1")
        other.decisionTaskStarted()
        #expect(replayer.replay(other.events, of: execution, domain: "test").verdict == .replays)
        if workflow == BlockingProgram.self {
            for _ in 0..<2 { BlockingProgram.semaphore.signal() }
            while replayer.threads.lostCount > 0 { await Task.yield() }
        } else if TurnThread.canPark {
            if workflow == BusyProgram.self { #expect(replayer.threads.parkedCount == 2) }
            // Those that are mostly in the runtime may need some more looks.
            while replayer.threads.parkedCount < 2 { await replayer.threads.look() }
        }
    }

    @Test func `a run that was given up costs no second thread`() async throws {
        try await House.run { house in
            let registrar = Registrar(
                service: house.cluster.engine,
                domain: House.domain,
                retentionDays: "7",
                defaultTaskList: House.taskList,
                logger: House.quiet
            )
            _ = try await registrar.register(workflows: [BlockingProgram.self], activities: [])
            let lost = Log<Int>()
            let configuration = Decider.Configuration(
                turnLimit: .milliseconds(100),
                backoff: House.quick,
                onLostThread: { count in
                    lost.add(count)
                }
            )
            let handler = house.handler([BlockingProgram.self], configuration)
            let execution = try await house.starter.start(BlockingProgram.self, 1, workflowId: "one")
            let task = try #require(try await house.service.pollForDecisionTask(House.poll))
            // What comes while the code runs keeps the execution from being failed.
            try await house.cluster.engine.signalWorkflowExecution(
                SignalWorkflowExecutionInput(domain: House.domain, signalName: "hello", workflowId: "one")
            )
            let watch = Task { await handler.threads.watch() }  // Canceled and awaited below.
            await handler.handle(task, poll: House.poll)
            #expect(try await house.history(of: execution).last?.eventType != .workflowExecutionFailed)
            try await house.decide(handler)
            #expect(try await house.history(of: execution).last?.eventType == .workflowExecutionFailed)
            #expect(lost.all == [1])
            BlockingProgram.semaphore.signal()
            while handler.threads.lostCount > 0 { await Task.yield() }
            watch.cancel()
            await watch.value
            await handler.end()
        }
    }

    @Test func `the execution is failed with the place, and the decider goes on`() async throws {
        try await House.run { house in
            let registrar = Registrar(
                service: house.cluster.engine,
                domain: House.domain,
                retentionDays: "7",
                defaultTaskList: House.taskList,
                logger: House.quiet
            )
            _ = try await registrar.register(workflows: [LoopingProgram.self], activities: [])
            let lost = Log<Int>()
            let lines = Log<String>()
            let configuration = Decider.Configuration(
                turnLimit: .milliseconds(200),
                backoff: House.quick,
                onLostThread: { lost.add($0) }
            )
            let decider = Decider(
                service: house.service,
                domain: House.domain,
                taskList: House.taskList,
                identity: "decider",
                workflows: House.workflows + [LoopingProgram.self],
                configuration: configuration,
                logger: Logger(label: "test") { _ in NamingHandler(lines: lines) }
            )
            let outcome = try await house.outcome(of: LoopingProgram.definition.type, input: "1", deciders: [decider])
            #expect(outcome.closeStatus == .failed)
            let reason = try #require(outcome.reason)
            #expect(
                reason.hasPrefix("The workflow did not come to rest within 0.2 seconds after the call at"),
                "\(reason)"
            )
            #expect(reason.contains("MartletTests/TurnWatchTests.swift:"), "\(reason)")
            #expect(lost.all == [1])
            let line = try #require(lines.all.first { $0.hasPrefix("A turn of the workflow's code was given up") })
            #expect(line.contains(" Publish one LoopingProgram 1 The workflow did not come to rest"), "\(line)")
            let other = try await house.outcome(of: SequenceProgram.definition.type, input: "1", deciders: [decider])
            #expect(other.closeStatus == .completed)
        }
    }
}

/// Computes without end, with nothing but numbers.
struct BusyProgram: Workflow {
    static let definition = WorkflowDefinition("BusyProgram", version: "1")
    static let count = Atomic<Int>(0)

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        while Self.count.add(1, ordering: .relaxed).newValue != 0 {}
        return input
    }
}

/// Keeps each line with the names of its execution and its reason.
private struct NamingHandler: LogHandler {
    let lines: Log<String>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let names = ["domain", "workflowId", "workflowType", "reason"].map { "\(facts[$0] ?? "-")" }
        lines.add("\(event.message) \(names.joined(separator: " "))")
    }
}

import Foundation
import MartletLocal
import ServiceLifecycle
import Synchronization
import Testing

/// Martlet in one process, in real time.
@Suite struct LocalMartletTests {
    private struct Greet: Activity {
        static let definition = ActivityDefinition("Greet", version: "1")

        func run(_ name: String, context: ActivityContext) async throws -> String {
            if name.isEmpty { throw PermanentFailure("nobody is there") }
            return "Hello, \(name)!"
        }
    }

    private struct Welcome: Workflow {
        static let definition = WorkflowDefinition("Welcome", version: "1")

        func run(_ names: [String], context: WorkflowContext) async throws -> [String] {
            try await context.map(Greet.self, names, atMost: 2)
        }
    }

    private struct Other: Workflow {
        static let definition = WorkflowDefinition("Other", version: "1")

        func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing { input }
    }

    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func `a workflow is executed, and the result has its type`() async throws {
        let greetings = try await LocalMartlet.run(workflows: [Welcome.self], activities: [Greet()], logger: Self.quiet)
        {
            try await $0.execute(Welcome.self, ["Ada", "Grace", "Katherine"], workflowId: "welcome")
        }
        #expect(greetings == ["Hello, Ada!", "Hello, Grace!", "Hello, Katherine!"])
    }

    @Test func `an execution that fails throws its reason`() async throws {
        let failure = try await #require(throws: LocalExecutionFailure.self) {
            try await LocalMartlet.run(workflows: [Welcome.self], activities: [Greet()], logger: Self.quiet) {
                try await $0.execute(Welcome.self, [""], workflowId: "welcome")
            }
        }
        #expect("\(failure)" == "the execution welcome closed as failed: Greet-1 failed for good: nobody is there")
    }

    @Test func `what was open goes on when the file is opened again`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString).sqlite").path
        defer { for end in ["", "-wal", "-shm", ".lock"] { try? FileManager.default.removeItem(atPath: path + end) } }
        // Nobody here knows the activity, so that the execution is still open when the program ends.
        var idle = LocalMartlet.Configuration()
        idle.workerSlots = 1
        idle.taskList = "other"
        let execution = try await LocalMartlet.run(
            workflows: [Welcome.self, Other.self],
            activities: [],
            store: .sqlite(path: path),
            configuration: idle,
            logger: Self.quiet
        ) { martlet in
            let starter = Starter(service: martlet.service, domain: martlet.domain, taskList: "default")
            let execution = try await starter.start(Welcome.self, ["Ada"], workflowId: "welcome")
            // What is open is found, whatever the program says this time.
            #expect(try await martlet.start(Welcome.self, ["Grace"], workflowId: "welcome") == execution)
            await #expect(throws: Fault.self) {
                try await martlet.start(Other.self, Nothing(), workflowId: "welcome")
            }
            return execution
        }
        let greetings = try await LocalMartlet.run(
            workflows: [Welcome.self],
            activities: [Greet()],
            store: .sqlite(path: path),
            logger: Self.quiet
        ) { try await $0.result(of: execution, as: [String].self) }
        #expect(greetings == ["Hello, Ada!"])
    }

    /// Says another number in each run of its code.
    private struct Fickle: Workflow {
        static let definition = WorkflowDefinition("Fickle", version: "1")

        func run(_ input: Nothing, context: WorkflowContext) async throws -> String {
            let number = UInt64.random(in: 0...UInt64.max)
            try await context.run(Greet.self, "Ada")
            return try await context.run(Greet.self, "\(number)")
        }
    }

    /// Computes without end.
    private struct Restless: Workflow {
        static let definition = WorkflowDefinition("Restless", version: "1")

        func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
            while context.random.next() != 0 {}
            return input
        }
    }

    @Test func `decisions are computed twice when the program wants it, and what differs is what its policy says`()
        async throws
    {
        var careful = LocalMartlet.Configuration()
        careful.decider.checksReplay = true
        careful.decider.divergence = .failExecution
        let failure = try await #require(throws: LocalExecutionFailure.self) {
            try await LocalMartlet.run(
                workflows: [Fickle.self],
                activities: [Greet()],
                configuration: careful,
                logger: Self.quiet
            ) { try await $0.execute(Fickle.self, Nothing(), workflowId: "fickle") }
        }
        #expect(failure.outcome.closeStatus == .failed)
        // By default nobody looks, and it is not found.
        let said = try await LocalMartlet.run(workflows: [Fickle.self], activities: [Greet()], logger: Self.quiet) {
            try await $0.execute(Fickle.self, Nothing(), workflowId: "fickle")
        }
        #expect(said.hasPrefix("Hello, "))
    }

    @Test(.timeLimit(.minutes(10))) func `code that comes to no rest is given up when the program says`() async throws {
        var short = LocalMartlet.Configuration()
        short.decider.turnLimit = .milliseconds(50)
        let failure = try await #require(throws: LocalExecutionFailure.self) {
            try await LocalMartlet.run(
                workflows: [Restless.self],
                activities: [],
                configuration: short,
                logger: Self.quiet
            ) { try await $0.execute(Restless.self, Nothing(), workflowId: "restless") }
        }
        #expect(failure.outcome.reason?.hasPrefix("The workflow did not come to rest within 0.05 seconds") == true)
    }

    @Test(arguments: [(1_000, 256_000_000, true), (0, 256_000_000, false), (1_000, 0, false)])
    func `the decider holds as many executions, and as many bytes of them, as the program says`(
        executions: Int,
        bytes: Int,
        isHeld: Bool
    ) async throws {
        let held = Mutex<[Bool]>([])
        var configuration = LocalMartlet.Configuration()
        configuration.decider.heldExecutions = executions
        configuration.decider.heldBytes = bytes
        configuration.decider.onDecision = { progress in held.withLock { $0.append(progress.wasHeld) } }
        _ = try await LocalMartlet.run(
            workflows: [Welcome.self],
            activities: [Greet()],
            configuration: configuration,
            logger: Self.quiet
        ) { try await $0.execute(Welcome.self, ["Ada", "Grace", "Katherine"], workflowId: "welcome") }
        #expect(held.withLock { $0 }.count > 1)
        #expect(held.withLock { $0 }.contains(true) == isHeld)
    }

    @Test func `how many tasks are worked on at a time has two names`() {
        var configuration = LocalMartlet.Configuration()
        #expect(configuration.decider.slots == 2)
        #expect(configuration.worker.slots == 4)
        configuration.deciderSlots = 3
        configuration.worker.slots = 5
        #expect(configuration.decider.slots == 3)
        #expect(configuration.workerSlots == 5)
    }

    /// Is at work until the program is about to leave, and then a little longer.
    private struct Slow: Activity {
        static let definition = ActivityDefinition("Slow", version: "1")

        let begun: AsyncStream<Void>.Continuation
        let isDone: Done

        func run(_ input: Nothing, context: ActivityContext) async throws -> Nothing {
            begun.yield()
            try await gracefulShutdown()
            await Task.yield()
            isDone.set()
            return Nothing()
        }
    }

    private final class Done: Sendable {
        private let value = Mutex(false)
        func set() { value.withLock { $0 = true } }
        var isSet: Bool { value.withLock { $0 } }
    }

    private struct SlowWorkflow: Workflow {
        static let definition = WorkflowDefinition("SlowWorkflow", version: "1")

        func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
            try await context.run(Slow.self)
        }
    }

    @Test func `an activity that is under way is finished before the program leaves`() async throws {
        let (begun, beginning) = AsyncStream<Void>.makeStream()
        let done = Done()
        let slow = Slow(begun: beginning, isDone: done)
        try await LocalMartlet.run(workflows: [SlowWorkflow.self], activities: [slow], logger: Self.quiet) { martlet in
            _ = try await martlet.starter.start(SlowWorkflow.self, Nothing(), workflowId: "slow")
            for await _ in begun { break }
        }
        #expect(done.isSet)
    }

    @Test func `a store that cannot be opened is said before anything runs`() async throws {
        await #expect(throws: (any Error).self) {
            try await LocalMartlet.run(
                workflows: [Welcome.self],
                activities: [Greet()],
                store: .sqlite(path: "/dev/null/no.sqlite"),
                logger: Self.quiet
            ) { _ in }
        }
    }
}

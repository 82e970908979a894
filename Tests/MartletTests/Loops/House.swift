import Logging
import Martlet
import MartletTesting
import Synchronization

/// A service with everything registered, and a decider and a worker that run beside a test.
struct House: Sendable {
    static let domain = "Publish"
    static let taskList = "DefaultTaskList"
    static let workflows: [any Workflow.Type] = [
        DoubleTwiceWorkflow.self, ManyDoublesWorkflow.self, UnsteadyWorkflow.self, HopelessWorkflow.self,
        VerboseWorkflow.self, EndlessWorkflow.self, StrangerWorkflow.self, SequenceProgram.self, HungWorkflow.self,
        ParentWorkflow.self, ListeningWorkflow.self, CountdownWorkflow.self, AskWorkflow.self, TellingWorkflow.self,
    ]
    static let activities: [any Activity] = [
        Double2(), Unsteady(), Hopeless(), Verbose(), Endless(), Fetch(), Hung(), AskSomebody(),
    ]
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    let cluster: TestCluster
    let service: any SimpleWorkflowService

    /// Runs a test in a house.
    static func run<Value: Sendable>(
        wrapping wrap: @escaping @Sendable (any SimpleWorkflowService) -> any SimpleWorkflowService = { $0 },
        _ body: @escaping @Sendable (House) async throws -> Value
    ) async throws -> Value {
        try await TestCluster.run { cluster in
            let registrar = Registrar(
                service: cluster.engine,
                domain: domain,
                retentionDays: "7",
                defaultTaskList: taskList,
                logger: quiet
            )
            _ = try await registrar.register(
                workflows: workflows + [ForgottenWorkflow.self],
                activities: activities.map { type(of: $0) } + [Stranger.self]
            )
            return try await body(House(cluster: cluster, service: wrap(cluster.engine)))
        }
    }

    var starter: Starter { Starter(service: cluster.engine, domain: Self.domain, taskList: Self.taskList) }

    func decider(
        _ configuration: Decider.Configuration = Decider.Configuration(backoff: Self.quick),
        identity: String = "decider"
    ) -> Decider {
        Decider(
            service: service,
            domain: Self.domain,
            taskList: Self.taskList,
            identity: identity,
            workflows: Self.workflows,
            configuration: configuration,
            logger: Self.quiet
        )
    }

    func worker(
        _ configuration: ActivityWorker.Configuration = ActivityWorker.Configuration(
            heartbeatInterval: .zero,
            backoff: Self.quick
        )
    ) -> ActivityWorker {
        ActivityWorker(
            service: service,
            domain: Self.domain,
            taskList: Self.taskList,
            identity: "worker",
            activities: Self.activities,
            configuration: configuration,
            logger: Self.quiet
        )
    }

    static let quick = Backoff(initial: .milliseconds(1), maximum: .milliseconds(5))

    /// Starts an execution and waits for its outcome while a decider and a worker run.
    func outcome(
        of type: WorkflowType,
        input: String?,
        deciders: [Decider]? = nil,
        worker: ActivityWorker? = nil,
        onEvent: @escaping @Sendable (HistoryEvent) async -> Void = { _ in }
    ) async throws -> ExecutionOutcome {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for decider in deciders ?? [decider()] { group.addTask { try await decider.run() } }
            let worker = worker ?? self.worker()
            group.addTask { try await worker.run() }
            defer { group.cancelAll() }
            let execution = try await starter.start(type, input: input, workflowId: "one")
            return try await starter.wait(
                for: execution,
                interval: .milliseconds(1),
                longestInterval: .milliseconds(5),
                onEvent: onEvent
            )
        }
    }
}

/// Things that happened, in order.
final class Log<Entry: Sendable>: Sendable {
    private let entries = Mutex<[Entry]>([])
    func add(_ entry: Entry) { entries.withLock { $0.append(entry) } }
    var all: [Entry] { entries.withLock { $0 } }
}

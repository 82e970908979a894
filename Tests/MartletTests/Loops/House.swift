import Engine
import Logging
import Martlet
import MartletTesting
import Synchronization

@testable import Martlet

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

    /// A decider's part that answers single tasks, for tests that take turns by hand.
    func handler(
        _ workflows: [any Workflow.Type] = Self.workflows,
        _ configuration: Decider.Configuration = Decider.Configuration(backoff: Self.quick),
        identity: String = "decider"
    ) -> DecisionTaskHandler {
        Decider(
            service: service,
            domain: Self.domain,
            taskList: Self.taskList,
            identity: identity,
            workflows: workflows,
            configuration: configuration,
            logger: Self.quiet
        ).makeHandler()
    }

    /// Lets a decider that knows nothing yet answer the decision task that waits.
    func decideAnew(
        _ workflows: [any Workflow.Type] = Self.workflows,
        _ configuration: Decider.Configuration = Decider.Configuration(backoff: Self.quick),
        identity: String = "decider"
    ) async throws {
        let handler = handler(workflows, configuration, identity: identity)
        try await decide(handler)
        await handler.end()
    }

    /// What a decider polls with.
    static let poll = PollForDecisionTaskInput(
        domain: domain,
        startAtPreviousStartedEvent: true,
        taskList: TaskList(name: taskList)
    )

    /// Lets a handler answer the decision task that waits.
    func decide(_ handler: DecisionTaskHandler) async throws {
        let task = try await service.pollForDecisionTask(Self.poll)
        guard let task else { throw NoTask() }
        await handler.handle(task, poll: Self.poll)
    }

    /// Does the activity task that waits.
    func work(result: String) async throws {
        let activity = try await service.pollForActivityTask(
            PollForActivityTaskInput(domain: Self.domain, taskList: TaskList(name: Self.taskList))
        )
        guard let activity else { throw NoTask() }
        try await service.respondActivityTaskCompleted(
            RespondActivityTaskCompletedInput(result: result, taskToken: activity.taskToken)
        )
    }

    /// The whole history of an execution.
    func history(of execution: WorkflowExecution) async throws -> [HistoryEvent] {
        var input = GetWorkflowExecutionHistoryInput(domain: Self.domain, execution: execution)
        var events: [HistoryEvent] = []
        repeat {
            let page = try await cluster.engine.getWorkflowExecutionHistory(input)
            events += page.events
            input.nextPageToken = page.nextPageToken
        } while input.nextPageToken != nil
        return events
    }

    struct NoTask: Error {}

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

import Logging
import MartletTesting
import SWFModel
import SWFWire
import Storage
import Synchronization
import Testing
import WorkflowCore

@testable import Engine

/// An engine whose sweeps are carried out by the test, so that nothing happens but what the test asks for.
///
/// Polls do not wait: they answer empty at once. Leaving it and opening another over the same store is what a server
/// does that is killed and started again.
struct EngineByHand: Sendable {
    let engine: WorkflowEngine
    let clock: ManualClock
    let store: any WorkflowStore
    let session: Session
    let configuration: WorkflowEngine.Configuration

    /// Opens an engine; one over an empty store gets the types of ``Session``.
    init(
        store: any WorkflowStore = MemoryStore(),
        clock: ManualClock = ManualClock(),
        configuration: WorkflowEngine.Configuration = EngineByHand.configuration()
    ) async throws {
        self.store = store
        self.clock = clock
        self.configuration = configuration
        engine = try await WorkflowEngine(
            store: store,
            configuration: configuration,
            clock: clock,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        session =
            try await store.contents().domains.isEmpty
            ? Session(engine) : Session(of: engine)
    }

    /// Polls that do not wait, few executions in memory, and run ids that are numbered.
    static func configuration(resident: Int = 4, pollSeconds: Int = 0) -> WorkflowEngine.Configuration {
        var configuration = WorkflowEngine.Configuration()
        configuration.limits.pollSeconds = pollSeconds
        configuration.residentExecutions = resident
        let runs = RunNumbers()
        configuration.newRunId = { runs.next() }
        return configuration
    }

    /// An engine over the same store that knows nothing of this one.
    func reopened() async throws -> EngineByHand {
        try await EngineByHand(store: store, clock: clock, configuration: configuration)
    }

    /// Carries out what is due and delivers what is in the outbox, until there is nothing more.
    func settle() async throws {
        var work = 1
        while work > 0 {
            work = try await engine.deliverOnce()
            work += try await engine.sweepOnce()
        }
    }

    /// Moves the clock and carries out what that brings.
    func advance(by duration: Duration) async throws {
        clock.advance(by: duration)
        try await settle()
    }

    /// After a commit that failed: what the running engine does until it is well again.
    func recover() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await engine.recoverFromFailures() }
            while engine.isBroken {
                if let awakening = clock.nextAwakening { clock.set(max(awakening, clock.now)) }
                await Task.yield()
            }
            group.cancelAll()
        }
    }

    func types(_ execution: WorkflowExecution) async throws -> [EventType] {
        try await session.history(execution).map(\.eventType)
    }

    func describe(_ execution: WorkflowExecution) async throws -> WorkflowExecutionDetail {
        try await engine.describeWorkflowExecution(.init(domain: Session.domain, execution: execution))
    }
}

/// Run ids that are alike in every run of a test.
final class RunNumbers: Sendable {
    private let last = Counter()

    func next() -> String { "run-\(last.next())" }
}

extension Session {
    /// The words of a session over a service in which all is registered.
    init(of service: any SimpleWorkflowService) {
        self.service = service
    }

    func answer(
        _ task: DecisionTask,
        _ decisions: [Decision] = [],
        executionContext: String? = nil,
        taskList: String? = nil,
        taskListScheduleToStartTimeout: String? = nil
    ) async throws {
        try await service.respondDecisionTaskCompleted(
            .init(
                decisions: decisions,
                executionContext: executionContext,
                taskList: taskList.map { TaskList(name: $0) },
                taskListScheduleToStartTimeout: taskListScheduleToStartTimeout,
                taskToken: task.taskToken
            )
        )
    }

    func signal(_ workflowId: String, _ name: String, runId: String? = nil, input: String? = nil) async throws {
        try await service.signalWorkflowExecution(
            .init(domain: Self.domain, input: input, runId: runId, signalName: name, workflowId: workflowId)
        )
    }

    func cancel(_ workflowId: String, runId: String? = nil) async throws {
        try await service.requestCancelWorkflowExecution(
            .init(domain: Self.domain, runId: runId, workflowId: workflowId)
        )
    }

    func terminate(_ workflowId: String, runId: String? = nil, childPolicy: ChildPolicy? = nil) async throws {
        try await service.terminateWorkflowExecution(
            .init(childPolicy: childPolicy, domain: Self.domain, runId: runId, workflowId: workflowId)
        )
    }

    /// The task of a poll that must bring one.
    func decisionTask(identity: String? = "decider") async throws -> DecisionTask {
        try #require(try await pollDecision(identity: identity))
    }

    /// The task of a poll that must bring one.
    func activityTask() async throws -> SWFModel.ActivityTask {
        try #require(try await pollActivity())
    }

    /// The whole history, page by page.
    func pagedHistory(_ execution: WorkflowExecution) async throws -> [HistoryEvent] {
        var events: [HistoryEvent] = []
        var token: String?
        repeat {
            let page = try await service.getWorkflowExecutionHistory(
                .init(domain: Self.domain, execution: execution, nextPageToken: token)
            )
            events += page.events
            token = page.nextPageToken
        } while token != nil
        return events
    }
}

/// Runs the body and returns the fault that it throws; anything else is an issue.
func fault(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async -> Fault? {
    do {
        try await body()
        Issue.record("It was not refused.", sourceLocation: sourceLocation)
    } catch let fault as Fault {
        return fault
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
    return nil
}

extension WorkflowEngine {
    /// Whether a commit failed and memory was not read anew since.
    var isBroken: Bool { state.withLock { $0.broken != nil } }

    /// How many polls wait.
    var waitingPolls: Int {
        state.withLock { $0.taskLists.values.reduce(0) { $0 + $1.polls.reduce(0) { count, _ in count + 1 } } }
    }

    /// How many calls wait for a commit that they do not write themselves.
    var waitingCalls: Int { state.withLock { $0.waiters.values.reduce(0) { $0 + $1.count } } }
}

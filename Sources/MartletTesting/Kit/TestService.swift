import Engine
import Logging
import Martlet
import Storage
import Synchronization

/// The service that a test's decider and workers call: an engine that may be started again, behind a connection on which
/// things go wrong as the test wants it.
final class TestService: ForwardingService {
    private let state: Mutex<State>
    let store: any WorkflowStore
    private let configuration: WorkflowEngine.Configuration
    private let clock: ManualClock
    private let faults: FaultPlan
    private let roster: TestRoster

    private struct State {
        var engine: WorkflowEngine
        /// The activity tasks that were handed out, by token.
        var types: [String: ActivityType] = [:]
        var deciderWasKilled = false
        /// The histories that were read, by the number of the execution.
        var histories: [Int: [HistoryEvent]] = [:]
    }

    init(
        store: any WorkflowStore,
        configuration: WorkflowEngine.Configuration,
        clock: ManualClock,
        faults: FaultPlan,
        roster: TestRoster
    ) async throws {
        self.store = store
        self.configuration = configuration
        self.clock = clock
        self.faults = faults
        self.roster = roster
        state = Mutex(State(engine: try await Self.engine(over: store, configuration, clock)))
    }

    private static func engine(
        over store: any WorkflowStore,
        _ configuration: WorkflowEngine.Configuration,
        _ clock: ManualClock
    ) async throws -> WorkflowEngine {
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return try await WorkflowEngine(store: store, configuration: configuration, clock: clock, logger: quiet)
    }

    var engine: WorkflowEngine { state.withLock { $0.engine } }
    var base: any SimpleWorkflowService { engine }

    /// Another engine over the same store; it knows what was committed.
    func restart() async throws {
        let engine = try await Self.engine(over: store, configuration, clock)
        state.withLock { $0.engine = engine }
    }

    /// Whether the decider was killed since this was last asked.
    func takeDeciderWasKilled() -> Bool {
        state.withLock { state in
            defer { state.deciderWasKilled = false }
            return state.deciderWasKilled
        }
    }

    /// A worker has this task; its calls are known by its token.
    ///
    /// - Returns: Whether the worker is killed with it.
    func handedOut(_ task: ActivityTask) -> Bool {
        state.withLock { $0.types[task.taskToken] = task.activityType }
        return faults.next(.work, task.activityType, token: task.taskToken) != nil
    }

    func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        try await carry(.decision, nil, input.taskToken) {
            try await engine.respondDecisionTaskCompleted(input)
            roster.look(at: input.decisions ?? [])
        }
    }

    func respondActivityTaskCompleted(_ input: RespondActivityTaskCompletedInput) async throws {
        try await carry(.report, type(of: input.taskToken), input.taskToken) {
            try await engine.respondActivityTaskCompleted(input)
        }
    }

    func respondActivityTaskFailed(_ input: RespondActivityTaskFailedInput) async throws {
        try await carry(.report, type(of: input.taskToken), input.taskToken) {
            try await engine.respondActivityTaskFailed(input)
        }
    }

    func respondActivityTaskCanceled(_ input: RespondActivityTaskCanceledInput) async throws {
        try await carry(.report, type(of: input.taskToken), input.taskToken) {
            try await engine.respondActivityTaskCanceled(input)
        }
    }

    func recordActivityTaskHeartbeat(_ input: RecordActivityTaskHeartbeatInput) async throws -> ActivityTaskStatus {
        try await carry(.heartbeat, type(of: input.taskToken), input.taskToken) {
            try await engine.recordActivityTaskHeartbeat(input)
        }
    }

    /// A history. A page that begins at its beginning is given out whole: deciders that compute everything twice read it often.
    func getWorkflowExecutionHistory(_ input: GetWorkflowExecutionHistoryInput) async throws -> History {
        guard input.nextPageToken == nil, input.reverseOrder != true else {
            return try await engine.getWorkflowExecutionHistory(input)
        }
        return History(events: try await history(of: input.execution, in: input.domain))
    }

    func kept(_ id: Int) -> [HistoryEvent] { state.withLock { $0.histories[id] ?? [] } }

    func keep(_ events: [HistoryEvent], of id: Int) { state.withLock { $0.histories[id] = events } }

    private func type(of token: String) -> ActivityType? { state.withLock { $0.types[token] } }

    /// Makes a call, unless it is the one at which something goes wrong.
    private func carry<Value>(
        _ kind: TestMoment.Kind,
        _ activity: ActivityType?,
        _ token: String,
        _ call: () async throws -> Value
    ) async throws -> Value {
        switch faults.next(kind, activity, token: token) {
        case nil:
            return try await call()
        case .loseCall:
            throw LostConnection()
        case .loseAnswer:
            _ = try await call()
            throw LostConnection()
        case .restart:
            _ = try await call()
            try await restart()
            throw LostConnection()
        case .kill:
            if kind == .decision { state.withLock { $0.deciderWasKilled = true } }
            // The one answer after which a caller says no more about its task; to the service it is as if there were none.
            throw Fault(.unknownResource, "The test killed whoever makes this call.")
        case .refuse(let fault):
            throw fault
        }
    }
}

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

    /// A task leaves for whoever polled.
    ///
    /// - Returns: Who is there to work on it.
    func handOut(_ task: ActivityTask) async throws -> Arrival {
        state.withLock { $0.types[task.taskToken] = task.activityType }
        return try await arrival(after: faults.next(.work(task.activityType), token: task.taskToken))
    }

    /// A decision task leaves for the decider.
    ///
    /// - Returns: Who is there to decide.
    func handOut(_ task: DecisionTask) async throws -> Arrival {
        let arrival = try await arrival(after: faults.next(.decisionTask, token: task.taskToken))
        if arrival == .killed { state.withLock { $0.deciderWasKilled = true } }
        return arrival
    }

    /// What becomes of a task that was handed out.
    enum Arrival {
        /// It is worked on.
        case worked
        /// Whoever has it is killed with it.
        case killed
        /// Nobody ever sees it.
        case lost
    }

    private func arrival(after fault: TestFault?) async throws -> Arrival {
        switch fault {
        // The last two change nothing about a task that was given out; the plan does not take them.
        case nil, .loseCall, .refuse: return .worked
        case .kill: return .killed
        case .loseAnswer: return .lost
        case .restart:
            try await restart()
            return .lost
        }
    }

    /// A start that brought no answer is made again at once, as the client over HTTP makes it.
    func startWorkflowExecution(_ input: StartWorkflowExecutionInput) async throws -> Run {
        do {
            return try await carry(.start(input.workflowType), input.workflowId) {
                try await engine.startWorkflowExecution(input)
            }
        } catch is LostConnection {
            return try await engine.startWorkflowExecution(input)
        } catch let fault as Fault where Self.passing.contains(fault.code) {
            return try await engine.startWorkflowExecution(input)
        }
    }

    /// A signal that may have been heard is not sent again, or it would be there twice.
    func signalWorkflowExecution(_ input: SignalWorkflowExecutionInput) async throws {
        do {
            try await carry(.signal(input.signalName), input.workflowId) {
                try await engine.signalWorkflowExecution(input)
            }
        } catch let fault as Fault where fault.code != .internalFailure && Self.passing.contains(fault.code) {
            try await engine.signalWorkflowExecution(input)
        }
    }

    /// After these a client makes a call again.
    private static let passing: Set<Fault.Code> = [.throttling, .serviceUnavailable, .internalFailure]

    func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        try await carry(.decision, input.taskToken) {
            try await engine.respondDecisionTaskCompleted(input)
            roster.look(at: input.decisions ?? [])
        }
    }

    func respondActivityTaskCompleted(_ input: RespondActivityTaskCompletedInput) async throws {
        try await carry(type(of: input.taskToken).map { .report($0) }, input.taskToken) {
            try await engine.respondActivityTaskCompleted(input)
        }
    }

    func respondActivityTaskFailed(_ input: RespondActivityTaskFailedInput) async throws {
        try await carry(type(of: input.taskToken).map { .report($0) }, input.taskToken) {
            try await engine.respondActivityTaskFailed(input)
        }
    }

    func respondActivityTaskCanceled(_ input: RespondActivityTaskCanceledInput) async throws {
        try await carry(type(of: input.taskToken).map { .report($0) }, input.taskToken) {
            try await engine.respondActivityTaskCanceled(input)
        }
    }

    func recordActivityTaskHeartbeat(_ input: RecordActivityTaskHeartbeatInput) async throws -> ActivityTaskStatus {
        try await carry(type(of: input.taskToken).map { .heartbeat($0) }, input.taskToken) {
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

    /// Adds what a history has got, unless somebody else did meanwhile; what was kept is not copied for it.
    func keep(_ events: [HistoryEvent], of id: Int) {
        state.withLock { state in
            let last = state.histories[id]?.last?.eventId ?? 0
            state.histories[id, default: []] += events.drop { $0.eventId <= last }
        }
    }

    private func type(of token: String) -> ActivityType? { state.withLock { $0.types[token] } }

    /// Makes a call, unless it is the one at which something goes wrong; a call of no moment is always made.
    private func carry<Value>(
        _ kind: TestMoment.Kind?,
        _ token: String,
        _ call: () async throws -> Value
    ) async throws -> Value {
        switch kind.flatMap({ faults.next($0, token: token) }) {
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

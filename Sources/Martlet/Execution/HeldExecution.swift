import DeciderCore
import Synchronization

/// One execution in a decider's memory: its replay, its code, and the waits between them.
///
/// It is used by one decision task at a time. The code runs only inside ``follow(_:to:)`` and ``release()``, on the
/// caller's thread.
final class HeldExecution: Sendable {
    /// The names of an execution, which never change.
    struct About: Sendable {
        var domain: String
        var execution: WorkflowExecution
        var type: WorkflowType
    }

    /// Code that waits for a command to end.
    struct Wait: Sendable {
        var continuation: UnsafeContinuation<Resolution, any Error>
        var place: SourcePlace
    }

    struct State: Sendable {
        var replay = Replay()
        /// Looked up by command; put in order before it is walked through.
        var waits: [CommandId: Wait] = [:]
        /// Commands whose waiting code was canceled since the last look.
        var unwanted: [CommandId] = []
        var root: Task<Void, Never>?
        var started: WorkflowExecutionStartedEventAttributes?
        var isCancelRequested = false
        var isReleased = false
        var lastPlace: SourcePlace?
        var misuse: Misuse?
        var activityCount = 0
        var timerCount = 0
        var random: SplitMix
        /// Calls of the context in this turn that failed without waiting.
        var refusals = 0
    }

    /// The context may be called so often in one turn without waiting; more is an endless loop.
    static let refusalLimit = 10_000

    let about: About
    let executor = DrainExecutor()
    let state: Mutex<State>
    private let workflow: WorkflowRun
    private let baseLogger: Logger

    init(about: About, workflow: WorkflowRun, logger: Logger) {
        self.about = about
        self.workflow = workflow
        state = Mutex(State(random: SplitMix(seed: about.execution.runId)))
        baseLogger = logger
    }

    /// A logger that is silent in a replay.
    var logger: Logger {
        var logger = Logger(label: baseLogger.label) { _ in
            ReplaySilentLogHandler(base: baseLogger.handler, execution: self)
        }
        logger[metadataKey: "domain"] = "\(about.domain)"
        logger[metadataKey: "workflowId"] = "\(about.execution.workflowId)"
        logger[metadataKey: "runId"] = "\(about.execution.runId)"
        logger[metadataKey: "workflowType"] = "\(about.type.name) \(about.type.version)"
        return logger
    }

    /// The DecisionTaskStarted whose turn was run last and is not yet confirmed by the history.
    var liveTurnId: EventId? { state.withLock { $0.replay.liveTurnId } }
    /// The last event that was applied.
    var lastEventId: EventId { state.withLock { $0.replay.lastEventId } }
    /// Whether the code has ended.
    var hasEnded: Bool { state.withLock { $0.replay.hasEnded } }
    /// Whether the service refused something in the latest turn because it came too fast.
    var isThrottled: Bool { state.withLock { $0.replay.isThrottled } }
    /// When the decision task of the latest turn was started.
    var now: Timestamp { state.withLock { $0.replay.now } }
    /// Whether the code runs over what has already been decided.
    var isReplaying: Bool { state.withLock { $0.replay.isReplaying || $0.isReleased } }
    /// The tags that the execution was started with.
    var tags: [String] { state.withLock { $0.started?.tagList ?? [] } }

    func nextRandom() -> UInt64 { state.withLock { $0.random.next() } }
}

// The decider's side.
extension HeldExecution {
    /// Applies the events that are new, up to the start of the decision task at hand, and gives its decisions.
    ///
    /// - Throws: `ReplayError` when the history cannot be followed; ``Misuse`` when the code cannot be.
    func follow(_ events: some Sequence<HistoryEvent>, to startedEventId: EventId) throws -> [Decision] {
        for event in events where event.eventId > lastEventId && event.eventId <= startedEventId {
            if try state.withLock({ state throws(ReplayError) in try state.replay.apply(event) }) {
                try runTurn()
            }
        }
        try state.withLock { state throws(ReplayError) in try state.replay.beginLiveTurn() }
        try runTurn()
        return state.withLock { $0.replay.decisions() }
    }

    /// Replays a whole history, also one that is closed.
    ///
    /// - Throws: `ReplayError` when the code does something else than the history says; ``Misuse``.
    func verify(_ events: some Sequence<HistoryEvent>) throws {
        for event in events {
            if try state.withLock({ state throws(ReplayError) in try state.replay.apply(event) }) {
                try runTurn()
            }
        }
    }

    /// Unwinds the code: every wait ends with an error, and the context refuses what the code then tries.
    func release() {
        let (waits, root) = state.withLock { state in
            state.isReleased = true
            state.refusals = 0
            let waits = state.waits.sorted { $0.key < $1.key }.map(\.value)
            state.waits = [:]
            defer { state.root = nil }
            return (waits, state.root)
        }
        executor.drain {
            root?.cancel()
            for wait in waits {
                wait.continuation.resume(throwing: ExecutionReleased())
            }
        } betweenJobs: {
        }
        // What waits for something foreign ends when that comes; what came just now ends here.
        executor.release()
        executor.drain(start: {}, betweenJobs: {})
        // Code that never ends keeps this object; let it at least not keep the history.
        state.withLock { state in
            state.replay = Replay()
            state.started = nil
        }
    }

    /// Lets the code see each event of the turn in order, and run after each until it waits.
    private func runTurn() throws {
        state.withLock { $0.refusals = 0 }
        while let resolution = state.withLock({ $0.replay.nextResolution() }) {
            executor.drain {
                deliver(resolution)
            } betweenJobs: {
                endUnwanted()
            }
            if let misuse = state.withLock({ $0.misuse }) { throw misuse }
        }
        state.withLock { $0.replay.endTurn() }
        if executor.hasForeignJobs {
            throw Misuse.foreignAwait(near: state.withLock { $0.lastPlace })
        }
        let isBlocked = state.withLock { $0.root != nil && $0.waits.isEmpty && !$0.replay.hasEnded }
        if isBlocked {
            throw Misuse.blocked(near: state.withLock { $0.lastPlace })
        }
    }

    private func deliver(_ resolution: Resolution) {
        switch resolution {
        case .started(let attributes):
            start(attributes)
        case .activity(let command, _), .timer(let command, _):
            let wait = state.withLock { $0.waits.removeValue(forKey: command) }
            wait?.continuation.resume(returning: resolution)
        case .cancelRequested:
            let root = state.withLock { state in
                state.isCancelRequested = true
                return state.root
            }
            root?.cancel()
        case .signaled:
            // Signals are kept in the history; the code has no way to receive them yet.
            break
        }
    }

    private func start(_ attributes: WorkflowExecutionStartedEventAttributes) {
        state.withLock { $0.started = attributes }
        let context = WorkflowContext(execution: self)
        let run = workflow.run
        // Detached, so that no task-local value of the decider reaches the code; it is driven by the drains, ends by
        // `end`, and is unwound by `release`. The priority is fixed, so that no escalation adds jobs.
        let root = Task.detached(executorPreference: executor, priority: .medium) { [self] in
            do {
                end(.complete(result: try await run(attributes.input, context)))
            } catch {
                end(close(for: error))
            }
        }
        state.withLock { $0.root = root }
    }

    private func end(_ close: Close) {
        state.withLock { state in
            if !state.isReleased { state.replay.end(close, place: nil) }
        }
    }

    private func close(for error: any Error) -> Close {
        if error is CancellationError {
            if state.withLock({ $0.isCancelRequested }) { return .cancel(details: nil) }
            return .fail(reason: "The workflow was canceled by its own code, not by a request", details: nil)
        }
        let report = FailureReport(error)
        return .fail(reason: report.reason, details: report.details)
    }

    /// Ends the commands whose waiting code was canceled, in the order in which they were asked for.
    private func endUnwanted() {
        let unwanted = state.withLock { state in
            defer { state.unwanted.removeAll(keepingCapacity: true) }
            return state.unwanted.sorted()
        }
        for command in unwanted {
            let wait: Wait? = state.withLock { state in
                guard !state.isReleased, let wait = state.waits[command] else { return nil }
                guard state.replay.cancel(command, place: wait.place) == .over else { return nil }
                return state.waits.removeValue(forKey: command)
            }
            wait?.continuation.resume(throwing: CancellationError())
        }
    }
}

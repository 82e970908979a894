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

    /// The context may be called so often in one turn without waiting; more is an endless loop.
    static let refusalLimit = 10_000

    /// The code may ask for so much in one turn; each of it is a decision and more memory, and more is an endless loop.
    static let askLimit = 10_000

    let about: About
    let executor = DrainExecutor()
    let state: ShelteredMutex<State>
    private let turns = Atomic<Int>(0)
    private let workflow: WorkflowRun
    /// The limit that the code is to go by from now on; nil when the history alone says which.
    let radar: HistoryRadar?
    private let baseLogger: Logger

    init(about: About, workflow: WorkflowRun, radar: HistoryRadar? = nil, logger: Logger) {
        self.about = about
        self.workflow = workflow
        self.radar = radar
        state = ShelteredMutex(
            State(
                signals: SignalBuffer(declared: workflow.signalNames),
                random: SplitMix(seed: about.execution.runId)
            )
        )
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
    var isReplaying: Bool { state.withLock { $0.replay.isReplaying || $0.isReleased || $0.isOnlyRead } }
    /// How many events the history had when the decision task of the latest turn was started.
    var historyLength: Int { state.withLock { $0.replay.historyLength } }
    /// What the execution was started with; nil before it was.
    var started: WorkflowExecutionStartedEventAttributes? { state.withLock { $0.started } }
    /// What the execution shows of itself, when the turn at hand changed it, or one before that nobody decided.
    var newlyPublished: String? { state.withLock { $0.isPublishedNew ? $0.published : nil } }

    /// How many turns were begun. It is read while the code runs, by whoever watches whether it comes to rest.
    var turnCount: Int { turns.load(ordering: .relaxed) }

    /// Where the code called its context last. It is asked for while the code runs, and nil when the code leaves no
    /// moment for the answer.
    func placeOfLastCall(tries: Int) -> SourcePlace? {
        for _ in 0..<tries {
            if let place = state.withLockIfAvailable({ $0.lastPlace }) { return place }
        }
        return nil
    }
}

// The decider's side.
extension HeldExecution {
    /// Applies the events that are new, up to the start of the decision task at hand, and gives its decisions.
    ///
    /// - Throws: `ReplayError` when the history cannot be followed; ``Misuse`` when the code cannot be.
    func follow(_ events: [HistoryEvent], to startedEventId: EventId) throws -> [Decision] {
        let known = lastEventId
        let first = events.firstIndex { $0.eventId > known } ?? events.endIndex
        state.withLock { $0.isPublishedNew = false }
        try apply(events[first...].prefix { $0.eventId <= startedEventId })
        try state.withLock { state throws(ReplayError) in try state.replay.beginLiveTurn() }
        try runTurn()
        return state.withLock { $0.replay.decisions() }
    }

    /// Replays a whole history, also one that is closed.
    ///
    /// - Throws: `ReplayError` when the code does something else than the history says; ``Misuse``.
    func verify(_ events: [HistoryEvent]) throws {
        state.withLock { $0.isOnlyRead = true }
        try apply(events[...])
        try state.withLock { state throws(ReplayError) in
            try state.following { replay throws(ReplayError) in try replay.endHistory() }
        }
    }

    /// Applies events, and runs the code at each turn that they bring.
    private func apply(_ events: ArraySlice<HistoryEvent>) throws {
        lookAhead(events)
        var index = events.startIndex
        while index < events.endIndex {
            let begins = try state.withLock { [index] state throws(ReplayError) in
                try state.following { replay throws(ReplayError) in try replay.apply(events[index...]) }
            }
            index += begins.count
            if begins.isTurn { try runTurn() }
        }
    }

    /// Unwinds the code: every wait ends with an error, and the context refuses what the code then tries.
    func release() {
        let (waits, root) = state.withLock { state in
            state.isReleased = true
            state.refusals = 0
            let waits = state.waits.sorted { $0.key < $1.key }.map(\.value)
            state.waits = [:]
            state.waitsByCommand = [:]
            state.conditions = []
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
        turns.add(1, ordering: .relaxed)
        state.withLock { state in
            state.refusals = 0
            state.commandsBefore = state.replay.commandCount
        }
        while let resolution = state.withLock({ $0.nextResolution() }) {
            try drain { deliver(resolution) }
            // Inside the drain, so that what a closure does that only may look is told in this turn.
            var goesOn = state.withLock { !$0.conditions.isEmpty }
            while goesOn {
                try drain { goesOn = resumeSatisfied() }
            }
        }
        noteSignals()
        state.withLock { $0.replay.endTurn() }
        if let misuse = state.withLock({ $0.misuse }) { throw misuse }
        if executor.hasForeignJobs {
            throw Misuse.foreignAwait(near: state.withLock { $0.lastPlace })
        }
        let isBlocked = state.withLock { $0.root != nil && $0.waits.isEmpty && !$0.replay.hasEnded }
        if isBlocked {
            throw Misuse.blocked(near: state.withLock { $0.lastPlace })
        }
    }

    /// Lets the code go on until it waits.
    private func drain(_ start: () -> Void) throws {
        executor.drain(start: start) {
            endUnwanted()
        }
        let (misuse, divergence) = state.withLock { ($0.misuse, $0.divergence) }
        if let misuse { throw misuse }
        if let divergence { throw ReplayError.divergence(divergence) }
    }

    private func deliver(_ resolution: Resolution) {
        switch resolution {
        case .started(let attributes):
            start(attributes)
        case .activity(let command, _), .timer(let command, _), .external(let command, _), .lambda(let command, _):
            resume(takeWaits { $0.waitsByCommand.removeValue(forKey: command) ?? [] }, with: .resolution(resolution))
        case .childStarted(let command, let execution):
            let waits = takeWaits { state in
                state.children[command, default: ChildRecord()].execution = execution
                let all = state.waitsByCommand[command] ?? []
                let starts = all.filter { state.waits[$0]?.isForStart ?? false }
                state.waitsByCommand[command] = all.filter { !starts.contains($0) }
                return starts
            }
            resume(waits, with: .resolution(resolution))
        case .child(let command, let outcome):
            let waits = takeWaits { state in
                state.children[command, default: ChildRecord()].outcome = outcome
                return state.waitsByCommand.removeValue(forKey: command) ?? []
            }
            resume(waits, with: .resolution(resolution))
        case .cancelRequested:
            let root = state.withLock { state in
                state.isCancelRequested = true
                return state.root
            }
            root?.cancel()
        case .signaled(let eventId, let attributes):
            let signal = ReceivedSignal(eventId: eventId, input: attributes.input)
            let waits = takeWaits { [$0.signals.arrived(attributes.signalName, signal)].compactMap { $0 } }
            resume(waits, with: .signal(signal))
        }
    }

    /// The waits of some numbers, which are then over, in their order.
    private func takeWaits(_ ids: (inout State) -> [WaitId]) -> [Wait] {
        state.withLock { state in ids(&state).compactMap { state.waits.removeValue(forKey: $0) } }
    }

    private func resume(_ waits: [Wait], with arrival: Wait.Arrival) {
        for wait in waits { wait.continuation.resume(returning: arrival) }
    }

    /// Lets the first go on that waits for a condition which is true by now; whether there was one.
    private func resumeSatisfied() -> Bool {
        let candidates = state.withLock { state in
            state.conditions.compactMap { id in state.waits[id].map { (id, $0.kind) } }
        }
        for (id, kind) in candidates {
            guard case .condition(let isTrue) = kind, holds(isTrue) else { continue }
            let wait = state.withLock { state in
                state.conditions.removeAll { $0 == id }
                return state.waits.removeValue(forKey: id)
            }
            wait?.continuation.resume(returning: .satisfied)
            return true
        }
        return false
    }

    /// Whether a condition is true. Its closure is called as often as the decider likes, so it may do nothing but look.
    func holds(_ isTrue: () -> Bool) -> Bool {
        state.withLock { $0.isLooking = true }
        defer { state.withLock { $0.isLooking = false } }
        return isTrue()
    }

    /// Says in the history which signals nobody knows, and which were not received when the code ended.
    private func noteSignals() {
        let strange = state.withLock { $0.signals.takeStrange() }
        let unreceived = state.withLock { $0.replay.hasEnded ? $0.signals.takeUnreceived() : [] }
        for signal in strange {
            note(OwnName.unknownSignalMarker, SignalNote(signal: signal.name, events: [signal.eventId]), place: nil)
        }
        for signal in unreceived {
            note(OwnName.unreceivedSignalsMarker, SignalNote(signal: signal.name, events: signal.eventIds), place: nil)
        }
    }

    /// Remembers what markers hold before the code asks for it: they stand after the turn that recorded them.
    private func lookAhead(_ events: ArraySlice<HistoryEvent>) {
        state.withLock { $0.replay.lookAhead(events) }
        for index in events.indices {
            // By its place in the array: an event is large, and to copy each would cost more than to look at it.
            guard case .markerRecorded(let attributes) = events[index].attributes,
                RecordedValue.isOne(attributes.markerName)
            else { continue }
            state.withLock { state in
                if state.recorded[attributes.markerName] == nil {
                    state.recorded.updateValue(attributes.details, forKey: attributes.markerName)
                }
            }
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
            if !state.isReleased { state.replay.end(close, place: state.lastPlace) }
        }
    }

    private func close(for error: any Error) -> Close {
        if let next = error as? ContinueAsNew {
            guard next.type.name == about.type.name else {
                return .fail(
                    reason: "A \(about.type.name) cannot continue as a \(next.type.name): only the version may differ",
                    details: nil
                )
            }
            return .continueAsNew(next.attributes(after: started, version: about.type.version))
        }
        if error is CancellationError {
            if state.withLock({ $0.isCancelRequested }) { return .cancel(details: nil) }
            return .fail(reason: "The workflow was canceled by its own code, not by a request", details: nil)
        }
        let report = FailureReport(error)
        return .fail(reason: report.reason, details: report.details)
    }

    /// Ends the waits whose code was canceled, in the order in which they began.
    private func endUnwanted() {
        let unwanted = state.withLock { state in
            defer { state.unwanted.removeAll(keepingCapacity: true) }
            return state.unwanted.sorted()
        }
        for id in unwanted {
            let wait: Wait? = state.withLock { state in
                guard !state.isReleased, let wait = state.waits[id], state.isOver(wait, id) else { return nil }
                return state.waits.removeValue(forKey: id)
            }
            wait?.continuation.resume(throwing: CancellationError())
        }
    }
}

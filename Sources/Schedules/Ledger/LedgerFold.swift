public import SWFModel

/// The history of a run of the ledger, read as what it says: the state, what was decided, and what the service made of it.
///
/// The state is that of the newest marker, and after it every event that the decision which wrote the marker had not seen. So
/// nothing depends on who decides, and nothing is lost when a signal comes while somebody does.
public struct LedgerFold: Sendable {
    /// The state after the last event.
    public var state: LedgerState
    /// What was decided, in order, as the JSON of lists of entries: to decide one need not read them.
    public var entryTexts: [String] = []
    /// The workflow ids that were to be started and of which the service has not said whether they are.
    public var outstanding: [String] = []
    /// What the service made of the starts, by workflow id and in order.
    public var outcomes: [String: [Outcome]] = [:]

    /// What the service made of a start.
    public enum Outcome: Hashable, Sendable {
        /// The execution was started.
        case started(runId: String)
        /// It was not.
        case refused(StartChildWorkflowExecutionFailedCause)
    }

    /// Reads the events of a run.
    ///
    /// - Parameters:
    ///   - events: From the first, in order, without a gap.
    ///   - state: Reads the JSON of a state.
    ///   - wish: Reads the JSON of a signal.
    public init(
        _ events: [HistoryEvent],
        state readState: (String) -> LedgerState?,
        wish readWish: (String) -> LedgerNote.Wish?
    ) {
        state = LedgerState()
        var newest: (text: String, decidedIn: EventId)?
        var tasks: [EventId: EventId] = [:]
        for event in events {
            switch event.attributes {
            case .workflowExecutionStarted(let attributes):
                if var given = attributes.input.flatMap(readState) {
                    given.through = 0
                    state = given
                }
            case .decisionTaskCompleted(let attributes): tasks[event.eventId] = attributes.startedEventId
            case .markerRecorded(let attributes):
                guard let details = attributes.details else { continue }
                if attributes.markerName == LedgerNote.stateMarker {
                    newest = (details, attributes.decisionTaskCompletedEventId)
                } else if attributes.markerName == LedgerNote.entriesMarker {
                    entryTexts.append(details)
                }
            default: break
            }
        }
        if let newest, var read = readState(newest.text) {
            // What the decision had seen ends with the start of its task; the marker itself cannot be wrong about it.
            read.through = tasks[newest.decidedIn] ?? read.through
            state = read
        }
        for event in events { apply(event, wish: readWish) }
        state.through = max(state.through, events.last?.eventId ?? 0)
    }

    private mutating func apply(_ event: HistoryEvent, wish readWish: (String) -> LedgerNote.Wish?) {
        let isNew = event.eventId > state.through
        switch event.attributes {
        case .workflowExecutionSignaled(let attributes) where isNew:
            guard let wish = attributes.input.flatMap(readWish) else { return }
            take(wish, attributes.signalName, at: event.eventTimestamp)
        case .startChildWorkflowExecutionInitiated(let attributes): outstanding.append(attributes.workflowId)
        case .childWorkflowExecutionStarted(let attributes):
            settle(attributes.workflowExecution.workflowId)
            outcomes[attributes.workflowExecution.workflowId, default: []]
                .append(.started(runId: attributes.workflowExecution.runId))
            if isNew { running(attributes.workflowExecution, at: event.eventTimestamp) }
        case .startChildWorkflowExecutionFailed(let attributes):
            settle(attributes.workflowId)
            outcomes[attributes.workflowId, default: []].append(.refused(attributes.cause))
            if isNew { refuse(attributes.workflowId, attributes.cause) }
        case .childWorkflowExecutionCompleted(let attributes) where isNew:
            close(attributes.workflowExecution, as: .completed)
        case .childWorkflowExecutionFailed(let attributes) where isNew:
            close(attributes.workflowExecution, as: .failed)
        case .childWorkflowExecutionTimedOut(let attributes) where isNew:
            close(attributes.workflowExecution, as: .timedOut)
        case .childWorkflowExecutionCanceled(let attributes) where isNew:
            close(attributes.workflowExecution, as: .canceled)
        case .childWorkflowExecutionTerminated(let attributes) where isNew:
            close(attributes.workflowExecution, as: .terminated)
        default: break
        }
    }

    private mutating func take(_ wish: LedgerNote.Wish, _ name: String, at moment: Timestamp) {
        switch name {
        case LedgerNote.pause:
            let pause = SchedulePause(by: wish.by, since: moment, until: wish.until, reason: wish.reason)
            guard let id = wish.schedule else {
                state.pause = pause
                return
            }
            // A schedule that was never decided about can be held back all the same; its cursor is set when it is met.
            if state[id] == nil { state[id] = ScheduleState(id: id, rule: "", cursor: moment) }
            state[id]?.pause = pause
        case LedgerNote.resume:
            guard let id = wish.schedule else {
                // Who resumes all means all, those that were paused by name too.
                state.pause = nil
                for index in state.schedules.indices { state.schedules[index].pause = nil }
                return
            }
            state[id]?.pause = nil
            if let tick = wish.tick, let cursor = state[id]?.cursor, tick < cursor { state[id]?.cursor = tick }
        case LedgerNote.trigger:
            guard let id = wish.schedule else { return }
            state.wishes.append(LedgerState.Wish(schedule: id, tick: wish.tick, at: moment, by: wish.by))
        default: break
        }
    }

    /// What was decided, with what the service made of it: what it refused to start is told as refused.
    ///
    /// - Parameter read: Reads the JSON of a list of entries.
    public func settledEntries(_ read: (String) -> [LedgerEntry]?) -> [LedgerEntry] {
        var left = outcomes
        return entryTexts.flatMap { read($0) ?? [] }.map { entry in
            guard entry.outcome == .started, let id = entry.workflowId, let outcome = left[id]?.first else {
                return entry
            }
            left[id]?.removeFirst()
            guard case .refused(let cause) = outcome else { return entry }
            var entry = entry
            entry.outcome = .refused
            entry.reason += "; the service refused: \(cause.rawValue)"
            return entry
        }
    }

    private mutating func settle(_ workflowId: String) {
        if let index = outstanding.firstIndex(of: workflowId) { outstanding.remove(at: index) }
    }

    private mutating func running(_ execution: WorkflowExecution, at moment: Timestamp) {
        for index in state.schedules.indices {
            guard
                let place = state.schedules[index].open.lastIndex(where: {
                    $0.workflowId == execution.workflowId && $0.runId == nil
                })
            else { continue }
            state.schedules[index].open[place].runId = execution.runId
            state.schedules[index].open[place].startedAt = moment
        }
    }

    private mutating func refuse(_ workflowId: String, _ cause: StartChildWorkflowExecutionFailedCause) {
        for index in state.schedules.indices {
            guard
                let place = state.schedules[index].open.lastIndex(where: {
                    $0.workflowId == workflowId && $0.runId == nil
                })
            else { continue }
            let run = state.schedules[index].open.remove(at: place)
            // Somebody else's execution has the id: then the tick has its run. All else may pass, and is tried again.
            guard cause != .workflowAlreadyRunning, let tick = run.tick else { continue }
            state.schedules[index].waiting.append(tick)
            state.schedules[index].waiting.sort()
        }
    }

    private mutating func close(_ execution: WorkflowExecution, as status: CloseStatus) {
        for index in state.schedules.indices {
            guard let run = state.schedules[index].open.first(where: { $0.runId == execution.runId }) else { continue }
            state.schedules[index].close(run, as: status)
        }
    }
}

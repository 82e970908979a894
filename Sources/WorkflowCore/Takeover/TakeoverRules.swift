import OrderedCollections
import SWFModel

/// What keeps an execution from being taken over, as sentences that name the event.
///
/// A history is refused that this service could not have written, and one that cannot go on here without inventing an event or
/// losing one: what is under way between the other service and somebody else has an outcome that only that one will learn.
struct TakeoverRules {
    let state: ExecutionState
    let limits: Limits
    private(set) var problems: [String] = []

    init(state: ExecutionState, limits: Limits) {
        self.state = state
        self.limits = limits
    }

    /// How far ahead of this service's clock a history may be: as far as signatures may.
    private static let aheadSeconds = 900
    /// How many reasons are named; a long history may have thousands of one kind.
    private static let mostProblems = 10

    private mutating func refuse(_ sentence: String) {
        if problems.count < Self.mostProblems { problems.append(sentence) }
    }

    /// Checks that the events are a whole history of a moment between two transactions.
    mutating func checkHistory(_ events: [HistoryEvent], at now: Timestamp) {
        guard case .workflowExecutionStarted? = events.first?.attributes else {
            return refuse("A history begins with event 1, WorkflowExecutionStarted.")
        }
        if let inconsistency = state.inconsistency {
            refuse("The history does not fit together: \(inconsistency)")
        }
        if events.count > limits.eventsPerExecution {
            refuse("The history has \(events.count) events; at most \(limits.eventsPerExecution) are allowed here.")
        } else if state.isOpen, events.count >= limits.eventsPerExecution {
            refuse("The history has \(events.count) events, so that the next one would end the execution.")
        }
        if let last = events.last, last.eventTimestamp > now + .seconds(Self.aheadSeconds) {
            refuse(
                "Event \(last.eventId) is more than \(Self.aheadSeconds) seconds ahead of this server's clock: one of the two "
                    + "clocks is wrong."
            )
        }
        if state.isOpen, let owed = Self.owed(events, state.decisionTask) {
            refuse(
                "Event \(owed) needs a decision task, and none is scheduled behind it: the history ends within a transaction. "
                    + "Export it again."
            )
        }
    }

    /// Checks that everything that is open can go on here.
    mutating func checkOpenItems(_ events: [HistoryEvent], callsLambdaFunctions: Bool) {
        guard state.isOpen else { return }
        checkCounts()
        checkStartedTasks()
        for child in state.children.values where !child.isStarted {
            refuse(
                "The child \(child.workflowId) of event \(child.initiatedEventId) is about to start, and only the service that "
                    + "this comes from will know: export it again in a moment."
            )
        }
        for (eventId, request) in state.externalRequests {
            let what = request.kind == .signal ? "signal" : "cancel request"
            refuse(
                "The \(what) of event \(eventId) to \(request.workflowId) is on its way, and only the service that this comes "
                    + "from will know whether it arrives: export it again in a moment."
            )
        }
        if !callsLambdaFunctions, state.configuration.lambdaRole != nil, let task = state.lambdaTasks.values.first {
            refuse(
                "The lambda task of event \(task.scheduledEventId) has no outcome, and no lambda functions are called here."
            )
        }
    }

    private mutating func checkCounts() {
        let counts = state.openCounts
        for (what, count, limit) in [
            ("activity tasks", counts.openActivityTasks, limits.openActivityTasks),
            ("timers", counts.openTimers, limits.openTimers),
            ("children", state.children.count, limits.openChildren),
            ("lambda functions", state.lambdaTasks.count, limits.openLambdaFunctions),
        ] where count > limit {
            refuse("The execution has \(count) open \(what); at most \(limit) are allowed here.")
        }
    }

    /// Whoever has a task answers to the other service, so here nothing but a timeout can end it.
    private mutating func checkStartedTasks() {
        if case .started(let task, _) = state.decisionTask, task.startToCloseDeadline == nil {
            refuse(
                "The decision task of event \(task.scheduledEventId) was handed out and never times out, so that it could not "
                    + "be answered here: answer it there, or stop the deciders and export it again."
            )
        }
        for task in state.activityTasks.all {
            guard case .started = task.state, task.scheduleToClose == nil, task.startToClose == nil,
                task.heartbeat == nil
            else { continue }
            refuse(
                "The activity task \(task.activityId) of event \(task.scheduledEventId) was handed out and never times out, so "
                    + "that it could not be answered here: answer it there, then export it again."
            )
        }
    }

    /// The first event that needs a decision task which is not there; nil when none is missing.
    private static func owed(_ events: [HistoryEvent], _ decisionTask: DecisionTaskState) -> EventId? {
        switch decisionTask {
        case .scheduled, .started(_, queued: .some): return nil
        case .idle, .started(_, queued: nil): break
        }
        var owed: EventId?
        for event in events {
            switch event.eventType {
            // The task that is handed out sees all events before it.
            case .decisionTaskScheduled, .decisionTaskStarted: owed = nil
            default: if event.eventType.needsDecision { owed = owed ?? event.eventId }
            }
        }
        return owed
    }
}

public import SWFModel

/// One execution: its state, the heartbeats of its activity tasks, and every input that can change them.
///
///     (none) --start, startChild--> open
///     open   --hand-out of a task, answer, heartbeat, signal, cancel request, message, deadline--> open
///     open   --close decision, termination, execution timeout, too many events--> closed
///     closed --anything--> closed: answers and requests are refused, messages and deadlines do nothing
///
/// Pure: the time and all that decisions need to know of the world are arguments. Each input is one ``Transition``; it
/// throws before it changes anything, or not at all. All events of a transition go through one function that appends
/// and applies, so the state is the fold of the history by construction; the effects follow from the events likewise.
///
/// Any input may bring the history to its limit of events. What would be event 25,000 is then replaced by
/// WorkflowExecutionTerminated, hand-outs included: after taking a task, look whether the state is still open.
public struct ExecutionMachine: Equatable, Sendable {
    /// The fold of the history.
    public private(set) var state: ExecutionState
    /// What the history does not say.
    public internal(set) var heartbeats: Heartbeats
    /// The limits of the service.
    public var limits: Limits

    /// A machine in that state.
    public init(state: ExecutionState, heartbeats: Heartbeats = Heartbeats(), limits: Limits = Limits()) {
        self.state = state
        self.heartbeats = heartbeats
        self.limits = limits
    }

    /// A new execution: WorkflowExecutionStarted and DecisionTaskScheduled (swf-spec.md 2.4.21).
    public static func start(
        _ attributes: WorkflowExecutionStartedEventAttributes,
        identity: ExecutionIdentity,
        limits: Limits = Limits(),
        at now: Timestamp
    ) -> (machine: ExecutionMachine, transition: Transition) {
        var machine = ExecutionMachine(state: ExecutionState(identity: identity), limits: limits)
        var transition = machine.begin(at: now)
        machine.record(.workflowExecutionStarted(attributes), in: &transition)
        machine.settle(&transition)
        return (machine, transition)
    }

    /// A transition without events yet.
    func begin(at now: Timestamp) -> Transition {
        Transition(timestamp: max(now, state.lastTimestamp))
    }

    /// Appends the event to the history and applies it, unless the execution is closed.
    ///
    /// The last place of a full history is kept for the close: any other event that wants it is replaced by the
    /// termination of the execution, under its own child policy. Returns whether the event itself was recorded.
    @discardableResult
    mutating func record(_ attributes: HistoryEvent.Attributes, in transition: inout Transition) -> Bool {
        guard state.close == nil else { return false }
        let isLastPlace = state.lastEventId >= 2 && state.lastEventId + 1 >= limits.eventsPerExecution
        guard isLastPlace, attributes.eventType.closeStatus == nil else {
            append(attributes, in: &transition)
            return true
        }
        let termination = WorkflowExecutionTerminatedEventAttributes(
            cause: .eventLimitExceeded,
            childPolicy: state.configuration.childPolicy
        )
        append(.workflowExecutionTerminated(termination), in: &transition)
        return false
    }

    private mutating func append(_ attributes: HistoryEvent.Attributes, in transition: inout Transition) {
        let event = HistoryEvent(
            eventId: state.lastEventId + 1,
            eventTimestamp: transition.timestamp,
            attributes: attributes
        )
        let isClose = event.eventType.closeStatus != nil
        // What waits in lists is gone from the state once the execution is closed.
        let offered = isClose ? state.offeredTasks : []
        state.apply(event)
        transition.events.append(event)
        addEffects(of: event, offeredBefore: offered, to: &transition)
        if event.eventType.needsDecision {
            transition.needsDecision = true
        }
    }

    /// Schedules a decision task if what was recorded needs one and none is there yet (swf-spec.md 5.1).
    mutating func settle(_ transition: inout Transition) {
        guard transition.needsDecision, state.isOpen else { return }
        transition.needsDecision = false
        switch state.decisionTask {
        case .idle, .started(_, queued: nil):
            record(.decisionTaskScheduled(nextDecisionTask), in: &transition)
        case .scheduled, .started(_, queued: .some):
            break
        }
    }

    /// The transition when nothing more will be recorded in it.
    mutating func settled(_ transition: consuming Transition) -> Transition {
        settle(&transition)
        return transition
    }

    private var nextDecisionTask: DecisionTaskScheduledEventAttributes {
        DecisionTaskScheduledEventAttributes(
            scheduleToStartTimeout: state.decisionTaskRoute.temporary?.scheduleToStartTimeout
                ?? TimeoutInterval.none.wire,
            startToCloseTimeout: state.configuration.taskStartToCloseTimeout,
            taskList: TaskList(name: state.decisionTaskRoute.taskList),
            taskPriority: state.configuration.taskPriority
        )
    }

    /// Refuses what only an open execution takes.
    func checkOpen() throws(Fault) {
        guard state.isOpen else {
            throw .unknownExecution(state.identity.execution)
        }
    }
}

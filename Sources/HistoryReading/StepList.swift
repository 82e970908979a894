public import SWFModel

/// What an execution asked for, in the order in which it asked, read from its history.
///
/// It reads the beginning of a history as well as the whole; an end whose beginning is missing is left out.
public struct StepList: Hashable, Sendable {
    /// All steps.
    public private(set) var all: [HistoryStep] = []
    /// The place of each step in the list, by the event that asked for it.
    private var places: [EventId: Int] = [:]
    /// The open activity tasks by their activity id.
    private var activities: [String: EventId] = [:]

    /// Reads a history, or the beginning of one.
    public init(_ events: some Sequence<HistoryEvent> = []) {
        for event in events { apply(event) }
    }

    /// The steps of which nothing came yet.
    public var open: [HistoryStep] { all.filter(\.isOpen) }

    /// Takes the next event.
    public mutating func apply(_ event: HistoryEvent) {
        guard !applyTask(event) else { return }
        applyOther(event)
    }

    // Decision tasks, activity tasks and lambda tasks; whether the event is of one.
    private mutating func applyTask(_ event: HistoryEvent) -> Bool {
        switch event.attributes {
        case .decisionTaskScheduled(let a):
            var step = HistoryStep(.decision, a.taskList.name, event)
            step.taskList = a.taskList.name
            step.limit = a.startToCloseTimeout
            step.waitLimit = a.scheduleToStartTimeout
            add(step)
        case .decisionTaskStarted(let a): start(a.scheduledEventId, event, a.identity)
        case .decisionTaskCompleted(let a): close(a.scheduledEventId, event, .completed)
        case .decisionTaskTimedOut(let a):
            close(a.scheduledEventId, event, .timedOut) { $0.timeoutType = a.timeoutType.rawValue }
        case .activityTaskScheduled(let a):
            var step = HistoryStep(.activity, a.activityId, event)
            step.type = a.activityType.name
            step.version = a.activityType.version
            step.taskList = a.taskList.name
            step.input = a.input
            step.limit = a.startToCloseTimeout
            step.waitLimit = a.scheduleToStartTimeout
            step.heartbeatLimit = a.heartbeatTimeout
            activities[a.activityId] = event.eventId
            add(step)
        case .activityTaskStarted(let a): start(a.scheduledEventId, event, a.identity)
        case .activityTaskCompleted(let a): close(a.scheduledEventId, event, .completed) { $0.result = a.result }
        case .activityTaskFailed(let a):
            close(a.scheduledEventId, event, .failed) { ($0.reason, $0.details) = (a.reason, a.details) }
        case .activityTaskTimedOut(let a):
            close(a.scheduledEventId, event, .timedOut) {
                ($0.timeoutType, $0.details) = (a.timeoutType.rawValue, a.details)
            }
        case .activityTaskCanceled(let a): close(a.scheduledEventId, event, .canceled) { $0.details = a.details }
        case .activityTaskCancelRequested(let a):
            if let place = activities[a.activityId].flatMap({ places[$0] }) { all[place].isCancelRequested = true }
        case .lambdaFunctionScheduled(let a):
            var step = HistoryStep(.function, a.id, event)
            step.type = a.name
            step.input = a.input
            step.limit = a.startToCloseTimeout
            add(step)
        case .lambdaFunctionStarted(let a): start(a.scheduledEventId, event)
        case .startLambdaFunctionFailed(let a):
            guard let scheduled = a.scheduledEventId else { return true }
            close(scheduled, event, .refused) { ($0.reason, $0.details) = (a.cause?.rawValue, a.message) }
        case .lambdaFunctionCompleted(let a): close(a.scheduledEventId, event, .completed) { $0.result = a.result }
        case .lambdaFunctionFailed(let a):
            close(a.scheduledEventId, event, .failed) { ($0.reason, $0.details) = (a.reason, a.details) }
        case .lambdaFunctionTimedOut(let a):
            close(a.scheduledEventId, event, .timedOut) { $0.timeoutType = a.timeoutType?.rawValue }
        default: return false
        }
        return true
    }

    // Timers, children and messages to other executions.
    private mutating func applyOther(_ event: HistoryEvent) {
        switch event.attributes {
        case .timerStarted(let a):
            var step = HistoryStep(.timer, a.timerId, event)
            step.limit = a.startToFireTimeout
            step.started = event.eventTimestamp
            add(step)
        case .timerFired(let a): close(a.startedEventId, event, .completed)
        case .timerCanceled(let a): close(a.startedEventId, event, .canceled)
        case .startChildWorkflowExecutionInitiated(let a):
            var step = HistoryStep(.child, a.workflowId, event)
            step.type = a.workflowType.name
            step.version = a.workflowType.version
            step.taskList = a.taskList.name
            step.input = a.input
            add(step)
        case .startChildWorkflowExecutionFailed(let a): refuse(a.initiatedEventId, event, a.cause.rawValue)
        case .childWorkflowExecutionStarted(let a): start(a.initiatedEventId, event)
        case .childWorkflowExecutionCompleted(let a):
            close(a.initiatedEventId, event, .completed) { $0.result = a.result }
        case .childWorkflowExecutionFailed(let a):
            close(a.initiatedEventId, event, .failed) { ($0.reason, $0.details) = (a.reason, a.details) }
        case .childWorkflowExecutionTimedOut(let a):
            close(a.initiatedEventId, event, .timedOut) { $0.timeoutType = a.timeoutType.rawValue }
        case .childWorkflowExecutionCanceled(let a):
            close(a.initiatedEventId, event, .canceled) { $0.details = a.details }
        case .childWorkflowExecutionTerminated(let a): close(a.initiatedEventId, event, .terminated)
        case .signalExternalWorkflowExecutionInitiated(let a):
            var step = HistoryStep(.signal, a.workflowId, event)
            step.type = a.signalName
            step.input = a.input
            add(step)
        case .externalWorkflowExecutionSignaled(let a): close(a.initiatedEventId, event, .completed)
        case .signalExternalWorkflowExecutionFailed(let a): refuse(a.initiatedEventId, event, a.cause.rawValue)
        case .requestCancelExternalWorkflowExecutionInitiated(let a):
            add(HistoryStep(.cancelRequest, a.workflowId, event))
        case .externalWorkflowExecutionCancelRequested(let a): close(a.initiatedEventId, event, .completed)
        case .requestCancelExternalWorkflowExecutionFailed(let a): refuse(a.initiatedEventId, event, a.cause.rawValue)
        default: break
        }
    }

    private mutating func add(_ step: HistoryStep) {
        places[step.eventId] = all.count
        all.append(step)
    }

    private mutating func start(_ eventId: EventId, _ event: HistoryEvent, _ identity: String? = nil) {
        guard let place = places[eventId] else { return }
        all[place].started = event.eventTimestamp
        all[place].identity = identity
    }

    private mutating func close(
        _ eventId: EventId,
        _ event: HistoryEvent,
        _ outcome: HistoryStep.Outcome,
        _ more: (inout HistoryStep) -> Void = { _ in }
    ) {
        guard let place = places[eventId] else { return }
        all[place].closed = event.eventTimestamp
        all[place].outcome = outcome
        more(&all[place])
    }

    private mutating func refuse(_ eventId: EventId, _ event: HistoryEvent, _ cause: String) {
        close(eventId, event, .refused) { $0.reason = cause }
    }
}

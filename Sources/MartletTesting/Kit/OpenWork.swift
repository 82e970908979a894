public import SWFModel

/// What an execution has asked for and not got yet, read from its history.
public struct OpenWork: Hashable, Sendable {
    /// One thing that is open.
    public struct Item: Hashable, Sendable {
        /// What it is.
        public enum Kind: String, Hashable, Sendable {
            /// An activity task.
            case activity
            /// A timer.
            case timer
            /// A child execution.
            case child
            /// A lambda task.
            case function
            /// A decision task.
            case decision
        }

        /// What it is.
        public var kind: Kind
        /// Its activity id, timer id, workflow id or lambda id; for a decision task its task list.
        public var id: String
        /// The event that asked for it.
        public var eventId: EventId
        /// When it was asked for.
        public var moment: Timestamp
        /// Whether a worker, decider or the child's execution has begun with it.
        public var isStarted: Bool
        /// More about it, such as how long a timer runs.
        var more: String

        /// A line for people.
        func sentence(since beginning: Timestamp) -> String {
            let since = "since \(HistoryTrace.offset(moment - beginning)) (event \(eventId))"
            return switch kind {
            case .activity: "the activity task \(id), \(isStarted ? "taken by a worker" : "taken by nobody"), \(since)"
            case .timer: "the timer \(id), which fires after \(more) s, \(since)"
            case .child: "the child execution \(id), \(isStarted ? "which is open" : "not started yet"), \(since)"
            case .function: "the lambda function \(id), \(since)"
            case .decision: "a decision task, \(isStarted ? "held by a decider" : "taken by nobody"), \(since)"
            }
        }
    }

    /// What is open, in the order in which it was asked for.
    public private(set) var items: [Item] = []

    /// Reads a history, or the beginning of one.
    public init(_ events: [HistoryEvent]) {
        for event in events { apply(event) }
    }

    /// A line for each thing, and what else could bring the execution on.
    func sentences(since beginning: Timestamp) -> [String] {
        let lines = items.map { $0.sentence(since: beginning) }
        return lines.isEmpty ? ["a signal or a cancel request: no task, timer or child of it is open"] : lines
    }

    private mutating func apply(_ event: HistoryEvent) {
        switch event.attributes {
        case .activityTaskScheduled(let task): open(.activity, task.activityId, event)
        case .activityTaskStarted(let task): start(task.scheduledEventId)
        case .activityTaskCompleted(let task): close(task.scheduledEventId)
        case .activityTaskFailed(let task): close(task.scheduledEventId)
        case .activityTaskTimedOut(let task): close(task.scheduledEventId)
        case .activityTaskCanceled(let task): close(task.scheduledEventId)
        case .timerStarted(let timer): open(.timer, timer.timerId, event, timer.startToFireTimeout)
        case .timerFired(let timer): close(timer.startedEventId)
        case .timerCanceled(let timer): close(timer.startedEventId)
        case .startChildWorkflowExecutionInitiated(let child): open(.child, child.workflowId, event)
        case .childWorkflowExecutionStarted(let child): start(child.initiatedEventId)
        case .startChildWorkflowExecutionFailed(let child): close(child.initiatedEventId)
        case .childWorkflowExecutionCompleted(let child): close(child.initiatedEventId)
        case .childWorkflowExecutionFailed(let child): close(child.initiatedEventId)
        case .childWorkflowExecutionTimedOut(let child): close(child.initiatedEventId)
        case .childWorkflowExecutionCanceled(let child): close(child.initiatedEventId)
        case .childWorkflowExecutionTerminated(let child): close(child.initiatedEventId)
        case .lambdaFunctionScheduled(let function): open(.function, function.id, event)
        case .lambdaFunctionStarted(let function): start(function.scheduledEventId)
        case .lambdaFunctionCompleted(let function): close(function.scheduledEventId)
        case .lambdaFunctionFailed(let function): close(function.scheduledEventId)
        case .lambdaFunctionTimedOut(let function): close(function.scheduledEventId)
        case .decisionTaskScheduled(let task): open(.decision, task.taskList.name, event)
        case .decisionTaskStarted(let task): start(task.scheduledEventId)
        case .decisionTaskCompleted(let task): close(task.scheduledEventId)
        case .decisionTaskTimedOut(let task): close(task.scheduledEventId)
        default: break
        }
    }

    private mutating func open(_ kind: Item.Kind, _ id: String, _ event: HistoryEvent, _ more: String = "") {
        items.append(
            Item(
                kind: kind,
                id: id,
                eventId: event.eventId,
                moment: event.eventTimestamp,
                isStarted: false,
                more: more
            )
        )
    }

    private mutating func start(_ eventId: EventId) {
        for index in items.indices where items[index].eventId == eventId { items[index].isStarted = true }
    }

    private mutating func close(_ eventId: EventId) { items.removeAll { $0.eventId == eventId } }
}

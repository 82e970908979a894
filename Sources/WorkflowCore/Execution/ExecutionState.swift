import OrderedCollections
public import SWFModel

/// The state of an execution: exactly the fold of its history (design.md, invariant 1).
///
/// ``apply(_:)`` is the only thing that changes it, live as in folding, so the two cannot differ. What is open when the
/// execution closes stays as it was: the service freezes the counts (swf-spec.md 2.4.25) but offers nothing any more.
public struct ExecutionState: Codable, Equatable, Sendable {
    /// Which execution it is.
    public let identity: ExecutionIdentity
    /// The number of events; 0 before the first.
    public internal(set) var lastEventId: EventId = 0
    /// The time of the last event.
    public internal(set) var lastTimestamp = Timestamp(milliseconds: 0)
    /// The type of the execution.
    public internal(set) var workflowType = WorkflowType(name: "", version: "")
    /// The settings as resolved at the start; an overriding task list does not show here.
    public internal(set) var configuration = WorkflowExecutionConfiguration(
        childPolicy: .terminate,
        executionStartToCloseTimeout: TimeoutInterval.none.wire,
        taskList: TaskList(name: ""),
        taskStartToCloseTimeout: TimeoutInterval.none.wire
    )
    /// The tags, at most 5.
    public internal(set) var tagList: [String] = []
    /// The parent; nil when there is none.
    public internal(set) var parent: WorkflowExecution?
    /// The event in the parent's history that initiated this execution; 0 when there is no parent.
    public internal(set) var parentInitiatedEventId: EventId = 0
    /// The run before this one, when it continued as new.
    public internal(set) var continuedExecutionRunId: String?
    /// When the execution started.
    public internal(set) var startTimestamp = Timestamp(milliseconds: 0)
    /// How and when it closed; nil while it is open.
    public internal(set) var close: Close?
    /// Whether somebody asked it to cancel itself. False after the close (swf-spec.md 5.6).
    public internal(set) var cancelRequested = false
    /// The started event of the latest decision task that a decider answered; 0 when none was (swf-spec.md 5.1).
    public internal(set) var previousStartedEventId: EventId = 0
    /// The decision tasks.
    public internal(set) var decisionTask = DecisionTaskState.idle
    /// When the latest event of an activity task was recorded; nil when there was none.
    public internal(set) var latestActivityTaskTimestamp: Timestamp?
    /// The execution context that a decider gave last; a completion without one leaves it.
    public internal(set) var latestExecutionContext: String?
    /// The first thing about the history that does not fit, as a sentence; nil for every history made here.
    public internal(set) var inconsistency: String?

    var decisionTaskRoute = DecisionTaskRoute(permanent: "")
    var activityTasks = OpenItems<ActivityTask>()
    var timers = OpenItems<OpenTimer>()
    var children: OrderedDictionary<EventId, ChildExecution> = [:]
    var externalRequests: OrderedDictionary<EventId, ExternalRequest> = [:]
    var lambdaTasks: OrderedDictionary<EventId, LambdaTask> = [:]

    /// The state before the first event.
    public init(identity: ExecutionIdentity) {
        self.identity = identity
    }

    /// The state after a whole history.
    public static func folding(
        _ events: some Sequence<HistoryEvent>,
        identity: ExecutionIdentity
    ) -> ExecutionState {
        events.reduce(into: ExecutionState(identity: identity)) { $0.apply($1) }
    }

    /// Whether the execution runs: it has started and has not closed.
    public var isOpen: Bool { close == nil && lastEventId > 0 }

    /// The open activity task that this event scheduled.
    public func activityTask(scheduledEventId: EventId) -> ActivityTask? {
        activityTasks[scheduledEventId]
    }

    /// The tasks that wait in task lists now, oldest first; none once the execution is closed.
    public var offeredTasks: [OfferedTask] {
        guard isOpen else { return [] }
        var offers = activityTasks.all.compactMap(\.offer)
        if case .scheduled(let task) = decisionTask {
            let index = offers.firstIndex { $0.scheduledEventId > task.eventId } ?? offers.endIndex
            offers.insert(task.offer, at: index)
        }
        return offers
    }

    /// Remembers the first thing that does not fit.
    mutating func note(_ sentence: String) {
        if inconsistency == nil {
            inconsistency = sentence
        }
    }
}

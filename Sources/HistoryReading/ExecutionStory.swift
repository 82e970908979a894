public import SWFModel

/// What a history says of the execution as a whole.
public struct ExecutionStory: Hashable, Sendable {
    /// Its workflow type; nil when the history does not begin with its beginning.
    public private(set) var type: WorkflowType?
    /// The task list of its decisions: the one in force now.
    public private(set) var taskList: String?
    /// What it was started with.
    public private(set) var input: String?
    /// Its tags.
    public private(set) var tags: [String] = []
    /// When it was started.
    public private(set) var started: Timestamp?
    /// When it was closed.
    public private(set) var closed: Timestamp?
    /// How it was closed.
    public private(set) var closeStatus: CloseStatus?
    /// Why it was closed so: a reason, a cause or the clock that ran out.
    public private(set) var closeReason: String?
    /// Its result, or more about its end.
    public private(set) var closeDetails: String?
    /// The run that went on with it.
    public private(set) var nextRunId: String?
    /// When somebody asked for it to be canceled.
    public private(set) var cancelRequested: Timestamp?
    /// The signals that it got: the name of each and when the latest came, in the order of the first of each.
    public private(set) var signals: [ReceivedSignals] = []
    /// What its workflow last said of itself.
    public private(set) var context: String?
    /// How many decision tasks timed out, one after the other, since the last that was answered.
    public private(set) var decisionTimeouts = 0
    /// How many events there are.
    public private(set) var eventCount = 0
    /// The moment of the last event.
    public private(set) var lastEvent: Timestamp?
    /// What it asked for.
    public private(set) var steps = StepList()

    /// The signals of one name.
    public struct ReceivedSignals: Hashable, Sendable {
        /// The name.
        public var name: String
        /// How many came.
        public var count: Int
        /// When the latest came.
        public var latest: Timestamp
    }

    /// Reads a history, or the beginning of one.
    public init(_ events: some Sequence<HistoryEvent>) {
        for event in events {
            eventCount += 1
            lastEvent = event.eventTimestamp
            steps.apply(event)
            apply(event)
        }
    }

    private mutating func apply(_ event: HistoryEvent) {
        switch event.attributes {
        case .workflowExecutionStarted(let a):
            type = a.workflowType
            taskList = a.taskList.name
            input = a.input
            tags = a.tagList ?? []
            started = event.eventTimestamp
        case .decisionTaskScheduled(let a): taskList = a.taskList.name
        case .decisionTaskCompleted(let a):
            decisionTimeouts = 0
            if let said = a.executionContext { context = said }
        case .decisionTaskTimedOut: decisionTimeouts += 1
        case .workflowExecutionCancelRequested: cancelRequested = event.eventTimestamp
        case .workflowExecutionSignaled(let a):
            if let place = signals.firstIndex(where: { $0.name == a.signalName }) {
                signals[place].count += 1
                signals[place].latest = event.eventTimestamp
            } else {
                signals.append(ReceivedSignals(name: a.signalName, count: 1, latest: event.eventTimestamp))
            }
        case .workflowExecutionCompleted(let a): close(event, .completed, nil, a.result)
        case .workflowExecutionFailed(let a): close(event, .failed, a.reason, a.details)
        case .workflowExecutionCanceled(let a): close(event, .canceled, nil, a.details)
        case .workflowExecutionTimedOut(let a): close(event, .timedOut, a.timeoutType.rawValue, nil)
        case .workflowExecutionTerminated(let a): close(event, .terminated, a.reason ?? a.cause?.rawValue, a.details)
        case .workflowExecutionContinuedAsNew(let a):
            close(event, .continuedAsNew, nil, nil)
            nextRunId = a.newExecutionRunId
        default: break
        }
    }

    private mutating func close(_ event: HistoryEvent, _ status: CloseStatus, _ reason: String?, _ details: String?) {
        closed = event.eventTimestamp
        closeStatus = status
        closeReason = reason
        closeDetails = details
    }
}

public import SWFModel

/// A decision task whose page of history is ready JSON.
public struct EncodedDecisionTask: Sendable, Equatable {
    /// The events of this page.
    public var events: EncodedEvents
    /// Where the next page begins; nil when there is none.
    public var nextPageToken: String?
    /// The started event of the decision task that was completed last; 0 for the first.
    public var previousStartedEventId: EventId
    /// The event that recorded the start of this task.
    public var startedEventId: EventId
    /// The receipt for the task, opaque; 1 to 1,024 characters.
    public var taskToken: String
    /// The execution, by workflow id and run id.
    public var workflowExecution: WorkflowExecution
    /// The workflow type.
    public var workflowType: WorkflowType

    /// Creates the value from its members.
    public init(
        events: EncodedEvents,
        nextPageToken: String? = nil,
        previousStartedEventId: EventId,
        startedEventId: EventId,
        taskToken: String,
        workflowExecution: WorkflowExecution,
        workflowType: WorkflowType
    ) {
        self.events = events
        self.nextPageToken = nextPageToken
        self.previousStartedEventId = previousStartedEventId
        self.startedEventId = startedEventId
        self.taskToken = taskToken
        self.workflowExecution = workflowExecution
        self.workflowType = workflowType
    }

    /// The body of the answer: the same bytes that encoding the `DecisionTask` would give.
    ///
    /// - Throws: What encoding throws; no value of SWFModel does.
    public func encoded() throws -> [UInt8] {
        try events.spliced(before: Rest(self))
    }

    /// The task with its events read.
    ///
    /// - Throws: ``JSONSyntaxError`` or `DecodingError` when the bytes are not events.
    public func decoded() throws -> DecisionTask {
        DecisionTask(
            events: try events.decoded(),
            nextPageToken: nextPageToken,
            previousStartedEventId: previousStartedEventId,
            startedEventId: startedEventId,
            taskToken: taskToken,
            workflowExecution: workflowExecution,
            workflowType: workflowType
        )
    }

    /// The members after `events`.
    private struct Rest: Encodable {
        var nextPageToken: String?
        var previousStartedEventId: EventId
        var startedEventId: EventId
        var taskToken: String
        var workflowExecution: WorkflowExecution
        var workflowType: WorkflowType

        init(_ task: EncodedDecisionTask) {
            nextPageToken = task.nextPageToken
            previousStartedEventId = task.previousStartedEventId
            startedEventId = task.startedEventId
            taskToken = task.taskToken
            workflowExecution = task.workflowExecution
            workflowType = task.workflowType
        }
    }
}

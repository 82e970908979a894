/// A decision task as a decider receives it, with a page of the event history.
public struct DecisionTask: Codable, Hashable, Sendable, Shaped {
    /// The events of this page.
    public var events: [HistoryEvent]
    /// Where the next page begins; absent when there is none; 0 to 2,048 characters.
    public var nextPageToken: String?
    /// The started event of the decision task that was completed last; 0 for the first.
    public var previousStartedEventId: EventId?
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId
    /// The receipt for the task, opaque; 1 to 1,024 characters.
    public var taskToken: String
    /// The execution, by workflow id and run id.
    public var workflowExecution: WorkflowExecution
    /// The workflow type.
    public var workflowType: WorkflowType

    /// Creates the value from its members.
    public init(
        events: [HistoryEvent],
        nextPageToken: String? = nil,
        previousStartedEventId: EventId? = nil,
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

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DecisionTask",
        [
            .required("events", .list(of: .structure(HistoryEvent.shape))),
            .optional("nextPageToken", .pageToken),
            .optional("previousStartedEventId", .eventId),
            .required("startedEventId", .eventId),
            .required("taskToken", .taskToken),
            .required("workflowExecution", .structure(WorkflowExecution.shape)),
            .required("workflowType", .structure(WorkflowType.shape)),
        ]
    )
}

/// The child execution was terminated.
public struct ChildWorkflowExecutionTerminatedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The initiating event in this history; 0 when nothing was initiated.
    public var initiatedEventId: EventId
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId
    /// The execution, by workflow id and run id.
    public var workflowExecution: WorkflowExecution
    /// The workflow type.
    public var workflowType: WorkflowType

    /// Creates the value from its members.
    public init(
        initiatedEventId: EventId,
        startedEventId: EventId,
        workflowExecution: WorkflowExecution,
        workflowType: WorkflowType
    ) {
        self.initiatedEventId = initiatedEventId
        self.startedEventId = startedEventId
        self.workflowExecution = workflowExecution
        self.workflowType = workflowType
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ChildWorkflowExecutionTerminatedEventAttributes",
        [
            .required("initiatedEventId", .eventId),
            .required("startedEventId", .eventId),
            .required("workflowExecution", .structure(WorkflowExecution.shape)),
            .required("workflowType", .structure(WorkflowType.shape)),
        ]
    )
}

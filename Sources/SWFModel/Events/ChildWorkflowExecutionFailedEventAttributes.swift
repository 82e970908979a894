/// The child execution failed.
public struct ChildWorkflowExecutionFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Further data; 0 to 32,768 characters.
    public var details: String?
    /// The initiating event in this history; 0 when nothing was initiated.
    public var initiatedEventId: EventId
    /// The reason, short; 0 to 256 characters.
    public var reason: String?
    /// The event that recorded the start; 0 when it never started.
    public var startedEventId: EventId
    /// The execution, by workflow id and run id.
    public var workflowExecution: WorkflowExecution
    /// The workflow type.
    public var workflowType: WorkflowType

    /// Creates the value from its members.
    public init(
        details: String? = nil,
        initiatedEventId: EventId,
        reason: String? = nil,
        startedEventId: EventId,
        workflowExecution: WorkflowExecution,
        workflowType: WorkflowType
    ) {
        self.details = details
        self.initiatedEventId = initiatedEventId
        self.reason = reason
        self.startedEventId = startedEventId
        self.workflowExecution = workflowExecution
        self.workflowType = workflowType
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ChildWorkflowExecutionFailedEventAttributes",
        [
            .optional("details", .data),
            .required("initiatedEventId", .eventId),
            .optional("reason", .failureReason),
            .required("startedEventId", .eventId),
            .required("workflowExecution", .structure(WorkflowExecution.shape)),
            .required("workflowType", .structure(WorkflowType.shape)),
        ]
    )
}

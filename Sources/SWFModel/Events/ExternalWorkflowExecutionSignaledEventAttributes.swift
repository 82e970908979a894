/// The signal to the other execution was delivered.
public struct ExternalWorkflowExecutionSignaledEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The initiating event in this history; 0 when nothing was initiated.
    public var initiatedEventId: EventId
    /// The execution, by workflow id and run id.
    public var workflowExecution: WorkflowExecution

    /// Creates the value from its members.
    public init(initiatedEventId: EventId, workflowExecution: WorkflowExecution) {
        self.initiatedEventId = initiatedEventId
        self.workflowExecution = workflowExecution
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ExternalWorkflowExecutionSignaledEventAttributes",
        [
            .required("initiatedEventId", .eventId),
            .required("workflowExecution", .structure(WorkflowExecution.shape)),
        ]
    )
}

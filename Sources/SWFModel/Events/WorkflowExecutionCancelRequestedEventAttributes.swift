/// Somebody asked the execution to cancel itself.
public struct WorkflowExecutionCancelRequestedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: WorkflowExecutionCancelRequestedCause?
    /// The initiating event in the history of the other execution; 0 when the API was the source.
    public var externalInitiatedEventId: EventId?
    /// The execution that the request came from; absent when it came through the API.
    public var externalWorkflowExecution: WorkflowExecution?

    /// Creates the value from its members.
    public init(
        cause: WorkflowExecutionCancelRequestedCause? = nil,
        externalInitiatedEventId: EventId? = nil,
        externalWorkflowExecution: WorkflowExecution? = nil
    ) {
        self.cause = cause
        self.externalInitiatedEventId = externalInitiatedEventId
        self.externalWorkflowExecution = externalWorkflowExecution
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionCancelRequestedEventAttributes",
        [
            .optional("cause", .enumeration(WorkflowExecutionCancelRequestedCause.self)),
            .optional("externalInitiatedEventId", .eventId),
            .optional("externalWorkflowExecution", .structure(WorkflowExecution.shape)),
        ]
    )
}

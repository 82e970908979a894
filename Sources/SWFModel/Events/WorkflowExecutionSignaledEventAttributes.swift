/// A signal arrived.
public struct WorkflowExecutionSignaledEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// The initiating event in the history of the other execution; 0 when the API was the source.
    public var externalInitiatedEventId: EventId?
    /// The execution that the request came from; absent when it came through the API.
    public var externalWorkflowExecution: WorkflowExecution?
    /// The input; 0 to 32,768 characters.
    public var input: String?
    /// The name of the signal; 1 to 256 characters.
    public var signalName: String

    /// Creates the value from its members.
    public init(
        externalInitiatedEventId: EventId? = nil,
        externalWorkflowExecution: WorkflowExecution? = nil,
        input: String? = nil,
        signalName: String
    ) {
        self.externalInitiatedEventId = externalInitiatedEventId
        self.externalWorkflowExecution = externalWorkflowExecution
        self.input = input
        self.signalName = signalName
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionSignaledEventAttributes",
        [
            .optional("externalInitiatedEventId", .eventId),
            .optional("externalWorkflowExecution", .structure(WorkflowExecution.shape)),
            .optional("input", .data),
            .required("signalName", .signalName),
        ]
    )
}

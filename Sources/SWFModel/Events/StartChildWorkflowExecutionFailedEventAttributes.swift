/// The child execution could not be started.
public struct StartChildWorkflowExecutionFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: StartChildWorkflowExecutionFailedCause
    /// Data for the decider alone; it stays in the history and never reaches the worker or the target; 0 to 32,768
    /// characters.
    public var control: String?
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// The initiating event in this history; 0 when nothing was initiated.
    public var initiatedEventId: EventId
    /// The workflow id, unique among the open executions of the domain; 1 to 256 characters.
    public var workflowId: String
    /// The workflow type.
    public var workflowType: WorkflowType

    /// Creates the value from its members.
    public init(
        cause: StartChildWorkflowExecutionFailedCause,
        control: String? = nil,
        decisionTaskCompletedEventId: EventId,
        initiatedEventId: EventId,
        workflowId: String,
        workflowType: WorkflowType
    ) {
        self.cause = cause
        self.control = control
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.initiatedEventId = initiatedEventId
        self.workflowId = workflowId
        self.workflowType = workflowType
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "StartChildWorkflowExecutionFailedEventAttributes",
        [
            .required("cause", .enumeration(StartChildWorkflowExecutionFailedCause.self)),
            .optional("control", .data),
            .required("decisionTaskCompletedEventId", .eventId),
            .required("initiatedEventId", .eventId),
            .required("workflowId", .workflowId),
            .required("workflowType", .structure(WorkflowType.shape)),
        ]
    )
}

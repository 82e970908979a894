/// The signal to the other execution could not be delivered.
public struct SignalExternalWorkflowExecutionFailedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: SignalExternalWorkflowExecutionFailedCause
    /// Data for the decider alone; it stays in the history and never reaches the worker or the target; 0 to 32,768
    /// characters.
    public var control: String?
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// The initiating event in this history; 0 when nothing was initiated.
    public var initiatedEventId: EventId
    /// The run; when absent or empty, the open run of the workflow id; 0 to 64 characters.
    public var runId: String?
    /// The workflow id, unique among the open executions of the domain; 1 to 256 characters.
    public var workflowId: String

    /// Creates the value from its members.
    public init(
        cause: SignalExternalWorkflowExecutionFailedCause,
        control: String? = nil,
        decisionTaskCompletedEventId: EventId,
        initiatedEventId: EventId,
        runId: String? = nil,
        workflowId: String
    ) {
        self.cause = cause
        self.control = control
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.initiatedEventId = initiatedEventId
        self.runId = runId
        self.workflowId = workflowId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "SignalExternalWorkflowExecutionFailedEventAttributes",
        [
            .required("cause", .enumeration(SignalExternalWorkflowExecutionFailedCause.self)),
            .optional("control", .data),
            .required("decisionTaskCompletedEventId", .eventId),
            .required("initiatedEventId", .eventId),
            .optional("runId", .workflowRunIdOptional),
            .required("workflowId", .workflowId),
        ]
    )
}

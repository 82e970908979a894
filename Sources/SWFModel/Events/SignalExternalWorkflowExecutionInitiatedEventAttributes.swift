/// A signal to another execution is about to be sent.
public struct SignalExternalWorkflowExecutionInitiatedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Data for the decider alone; it stays in the history and never reaches the worker or the target; 0 to 32,768
    /// characters.
    public var control: String?
    /// The DecisionTaskCompleted event of the batch that held the decision.
    public var decisionTaskCompletedEventId: EventId
    /// The input; 0 to 32,768 characters.
    public var input: String?
    /// The run; when absent or empty, the open run of the workflow id; 0 to 64 characters.
    public var runId: String?
    /// The name of the signal; 1 to 256 characters.
    public var signalName: String
    /// The workflow id, unique among the open executions of the domain; 1 to 256 characters.
    public var workflowId: String

    /// Creates the value from its members.
    public init(
        control: String? = nil,
        decisionTaskCompletedEventId: EventId,
        input: String? = nil,
        runId: String? = nil,
        signalName: String,
        workflowId: String
    ) {
        self.control = control
        self.decisionTaskCompletedEventId = decisionTaskCompletedEventId
        self.input = input
        self.runId = runId
        self.signalName = signalName
        self.workflowId = workflowId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "SignalExternalWorkflowExecutionInitiatedEventAttributes",
        [
            .optional("control", .data),
            .required("decisionTaskCompletedEventId", .eventId),
            .optional("input", .data),
            .optional("runId", .workflowRunIdOptional),
            .required("signalName", .signalName),
            .required("workflowId", .workflowId),
        ]
    )
}

/// How an execution closed.
public struct ExecutionOutcome: Sendable, Hashable {
    /// The execution.
    public var execution: WorkflowExecution
    /// How it closed.
    public var closeStatus: CloseStatus
    /// The result as JSON text, when it completed with one.
    public var result: String?
    /// Why, when it failed or was terminated.
    public var reason: String?
    /// More, when it failed, was canceled or was terminated.
    public var details: String?
    /// The run that goes on, when it continued as new.
    public var newRunId: String?
    /// When it closed.
    public var closedAt: Timestamp

    /// Reads the outcome from a closing event; nil when the event is none.
    public init?(execution: WorkflowExecution, event: HistoryEvent) {
        self.execution = execution
        closedAt = event.eventTimestamp
        switch event.attributes {
        case .workflowExecutionCompleted(let attributes):
            closeStatus = .completed
            result = attributes.result
        case .workflowExecutionFailed(let attributes):
            closeStatus = .failed
            reason = attributes.reason
            details = attributes.details
        case .workflowExecutionCanceled(let attributes):
            closeStatus = .canceled
            details = attributes.details
        case .workflowExecutionTerminated(let attributes):
            closeStatus = .terminated
            reason = attributes.reason
            details = attributes.details
        case .workflowExecutionTimedOut:
            closeStatus = .timedOut
        case .workflowExecutionContinuedAsNew(let attributes):
            closeStatus = .continuedAsNew
            newRunId = attributes.newExecutionRunId
        default:
            return nil
        }
    }

    /// The result as a value; for an execution that did not complete there is none, which reads as null.
    ///
    /// - Throws: ``ValueFailure`` when the result is not of the type.
    public func output<Output: Decodable>(as type: Output.Type) throws -> Output {
        try ValueText.decode(type, from: result, field: "the result of the execution")
    }
}

public import SWFModel

/// How the code ends its execution.
public enum Close: Hashable, Sendable {
    /// The code returned.
    case complete(result: String?)
    /// The code threw.
    case fail(reason: String, details: String?)
    /// The code let a cancellation come out.
    case cancel(details: String?)
    /// The code goes on in a new run.
    case continueAsNew(ContinueAsNewWorkflowExecutionDecisionAttributes)

    /// The decision that closes the execution so.
    public var decision: Decision {
        switch self {
        case .complete(let result):
            .completeWorkflowExecution(CompleteWorkflowExecutionDecisionAttributes(result: result))
        case .fail(let reason, let details):
            .failWorkflowExecution(FailWorkflowExecutionDecisionAttributes(details: details, reason: reason))
        case .cancel(let details):
            .cancelWorkflowExecution(CancelWorkflowExecutionDecisionAttributes(details: details))
        case .continueAsNew(let attributes):
            .continueAsNewWorkflowExecution(attributes)
        }
    }
}

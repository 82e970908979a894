/// Why the decision RequestCancelExternalWorkflowExecution was refused.
public enum RequestCancelExternalWorkflowExecutionFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case unknownExternalWorkflowExecution = "UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION"
    case requestCancelExternalWorkflowExecutionRateExceeded = "REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED"
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}

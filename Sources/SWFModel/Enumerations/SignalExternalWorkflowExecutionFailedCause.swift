/// Why the decision SignalExternalWorkflowExecution was refused.
public enum SignalExternalWorkflowExecutionFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case unknownExternalWorkflowExecution = "UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION"
    case signalExternalWorkflowExecutionRateExceeded = "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED"
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}

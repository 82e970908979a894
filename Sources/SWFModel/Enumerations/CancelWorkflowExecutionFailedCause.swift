/// Why the decision CancelWorkflowExecution was refused.
public enum CancelWorkflowExecutionFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case unhandledDecision = "UNHANDLED_DECISION"
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}

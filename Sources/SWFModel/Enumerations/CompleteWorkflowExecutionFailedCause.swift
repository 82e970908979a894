/// Why the decision CompleteWorkflowExecution was refused.
public enum CompleteWorkflowExecutionFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case unhandledDecision = "UNHANDLED_DECISION"
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}

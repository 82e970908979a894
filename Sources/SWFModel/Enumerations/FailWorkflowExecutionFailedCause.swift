/// Why the decision FailWorkflowExecution was refused.
public enum FailWorkflowExecutionFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case unhandledDecision = "UNHANDLED_DECISION"
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}

/// Why an execution was terminated.
public enum WorkflowExecutionTerminatedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case childPolicyApplied = "CHILD_POLICY_APPLIED"
    case eventLimitExceeded = "EVENT_LIMIT_EXCEEDED"
    case operatorInitiated = "OPERATOR_INITIATED"
}

/// Why a cancel request was made by the service itself.
public enum WorkflowExecutionCancelRequestedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case childPolicyApplied = "CHILD_POLICY_APPLIED"
}

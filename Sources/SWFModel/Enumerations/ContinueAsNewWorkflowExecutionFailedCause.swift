/// Why the decision ContinueAsNewWorkflowExecution was refused.
public enum ContinueAsNewWorkflowExecutionFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case unhandledDecision = "UNHANDLED_DECISION"
    case workflowTypeDeprecated = "WORKFLOW_TYPE_DEPRECATED"
    case workflowTypeDoesNotExist = "WORKFLOW_TYPE_DOES_NOT_EXIST"
    case defaultExecutionStartToCloseTimeoutUndefined = "DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED"
    case defaultTaskStartToCloseTimeoutUndefined = "DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED"
    case defaultTaskListUndefined = "DEFAULT_TASK_LIST_UNDEFINED"
    case defaultChildPolicyUndefined = "DEFAULT_CHILD_POLICY_UNDEFINED"
    case continueAsNewWorkflowExecutionRateExceeded = "CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED"
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}

/// Why the decision StartChildWorkflowExecution was refused.
public enum StartChildWorkflowExecutionFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case workflowTypeDoesNotExist = "WORKFLOW_TYPE_DOES_NOT_EXIST"
    case workflowTypeDeprecated = "WORKFLOW_TYPE_DEPRECATED"
    case openChildrenLimitExceeded = "OPEN_CHILDREN_LIMIT_EXCEEDED"
    case openWorkflowsLimitExceeded = "OPEN_WORKFLOWS_LIMIT_EXCEEDED"
    case childCreationRateExceeded = "CHILD_CREATION_RATE_EXCEEDED"
    case workflowAlreadyRunning = "WORKFLOW_ALREADY_RUNNING"
    case defaultExecutionStartToCloseTimeoutUndefined = "DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED"
    case defaultTaskListUndefined = "DEFAULT_TASK_LIST_UNDEFINED"
    case defaultTaskStartToCloseTimeoutUndefined = "DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED"
    case defaultChildPolicyUndefined = "DEFAULT_CHILD_POLICY_UNDEFINED"
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}

/// The 39 actions by name, as the `X-Amz-Target` header gives them.
public enum Operation: String, CaseIterable, Hashable, Sendable {
    case countClosedWorkflowExecutions = "CountClosedWorkflowExecutions"
    case countOpenWorkflowExecutions = "CountOpenWorkflowExecutions"
    case countPendingActivityTasks = "CountPendingActivityTasks"
    case countPendingDecisionTasks = "CountPendingDecisionTasks"
    case deleteActivityType = "DeleteActivityType"
    case deleteWorkflowType = "DeleteWorkflowType"
    case deprecateActivityType = "DeprecateActivityType"
    case deprecateDomain = "DeprecateDomain"
    case deprecateWorkflowType = "DeprecateWorkflowType"
    case describeActivityType = "DescribeActivityType"
    case describeDomain = "DescribeDomain"
    case describeWorkflowExecution = "DescribeWorkflowExecution"
    case describeWorkflowType = "DescribeWorkflowType"
    case getWorkflowExecutionHistory = "GetWorkflowExecutionHistory"
    case listActivityTypes = "ListActivityTypes"
    case listClosedWorkflowExecutions = "ListClosedWorkflowExecutions"
    case listDomains = "ListDomains"
    case listOpenWorkflowExecutions = "ListOpenWorkflowExecutions"
    case listTagsForResource = "ListTagsForResource"
    case listWorkflowTypes = "ListWorkflowTypes"
    case pollForActivityTask = "PollForActivityTask"
    case pollForDecisionTask = "PollForDecisionTask"
    case recordActivityTaskHeartbeat = "RecordActivityTaskHeartbeat"
    case registerActivityType = "RegisterActivityType"
    case registerDomain = "RegisterDomain"
    case registerWorkflowType = "RegisterWorkflowType"
    case requestCancelWorkflowExecution = "RequestCancelWorkflowExecution"
    case respondActivityTaskCanceled = "RespondActivityTaskCanceled"
    case respondActivityTaskCompleted = "RespondActivityTaskCompleted"
    case respondActivityTaskFailed = "RespondActivityTaskFailed"
    case respondDecisionTaskCompleted = "RespondDecisionTaskCompleted"
    case signalWorkflowExecution = "SignalWorkflowExecution"
    case startWorkflowExecution = "StartWorkflowExecution"
    case tagResource = "TagResource"
    case terminateWorkflowExecution = "TerminateWorkflowExecution"
    case undeprecateActivityType = "UndeprecateActivityType"
    case undeprecateDomain = "UndeprecateDomain"
    case undeprecateWorkflowType = "UndeprecateWorkflowType"
    case untagResource = "UntagResource"

    /// The shape of the action's input.
    public var inputShape: StructureShape {
        switch self {
        case .countClosedWorkflowExecutions: CountClosedWorkflowExecutionsInput.shape
        case .countOpenWorkflowExecutions: CountOpenWorkflowExecutionsInput.shape
        case .countPendingActivityTasks: CountPendingActivityTasksInput.shape
        case .countPendingDecisionTasks: CountPendingDecisionTasksInput.shape
        case .deleteActivityType: DeleteActivityTypeInput.shape
        case .deleteWorkflowType: DeleteWorkflowTypeInput.shape
        case .deprecateActivityType: DeprecateActivityTypeInput.shape
        case .deprecateDomain: DeprecateDomainInput.shape
        case .deprecateWorkflowType: DeprecateWorkflowTypeInput.shape
        case .describeActivityType: DescribeActivityTypeInput.shape
        case .describeDomain: DescribeDomainInput.shape
        case .describeWorkflowExecution: DescribeWorkflowExecutionInput.shape
        case .describeWorkflowType: DescribeWorkflowTypeInput.shape
        case .getWorkflowExecutionHistory: GetWorkflowExecutionHistoryInput.shape
        case .listActivityTypes: ListActivityTypesInput.shape
        case .listClosedWorkflowExecutions: ListClosedWorkflowExecutionsInput.shape
        case .listDomains: ListDomainsInput.shape
        case .listOpenWorkflowExecutions: ListOpenWorkflowExecutionsInput.shape
        case .listTagsForResource: ListTagsForResourceInput.shape
        case .listWorkflowTypes: ListWorkflowTypesInput.shape
        case .pollForActivityTask: PollForActivityTaskInput.shape
        case .pollForDecisionTask: PollForDecisionTaskInput.shape
        case .recordActivityTaskHeartbeat: RecordActivityTaskHeartbeatInput.shape
        case .registerActivityType: RegisterActivityTypeInput.shape
        case .registerDomain: RegisterDomainInput.shape
        case .registerWorkflowType: RegisterWorkflowTypeInput.shape
        case .requestCancelWorkflowExecution: RequestCancelWorkflowExecutionInput.shape
        case .respondActivityTaskCanceled: RespondActivityTaskCanceledInput.shape
        case .respondActivityTaskCompleted: RespondActivityTaskCompletedInput.shape
        case .respondActivityTaskFailed: RespondActivityTaskFailedInput.shape
        case .respondDecisionTaskCompleted: RespondDecisionTaskCompletedInput.shape
        case .signalWorkflowExecution: SignalWorkflowExecutionInput.shape
        case .startWorkflowExecution: StartWorkflowExecutionInput.shape
        case .tagResource: TagResourceInput.shape
        case .terminateWorkflowExecution: TerminateWorkflowExecutionInput.shape
        case .undeprecateActivityType: UndeprecateActivityTypeInput.shape
        case .undeprecateDomain: UndeprecateDomainInput.shape
        case .undeprecateWorkflowType: UndeprecateWorkflowTypeInput.shape
        case .untagResource: UntagResourceInput.shape
        }
    }

    /// The shape of the action's output; nil when the answer has no body.
    public var outputShape: StructureShape? {
        switch self {
        case .countClosedWorkflowExecutions,
            .countOpenWorkflowExecutions:
            WorkflowExecutionCount.shape
        case .countPendingActivityTasks,
            .countPendingDecisionTasks:
            PendingTaskCount.shape
        case .deleteActivityType,
            .deleteWorkflowType,
            .deprecateActivityType,
            .deprecateDomain,
            .deprecateWorkflowType,
            .registerActivityType,
            .registerDomain,
            .registerWorkflowType,
            .requestCancelWorkflowExecution,
            .respondActivityTaskCanceled,
            .respondActivityTaskCompleted,
            .respondActivityTaskFailed,
            .respondDecisionTaskCompleted,
            .signalWorkflowExecution,
            .tagResource,
            .terminateWorkflowExecution,
            .undeprecateActivityType,
            .undeprecateDomain,
            .undeprecateWorkflowType,
            .untagResource:
            nil
        case .describeActivityType:
            ActivityTypeDetail.shape
        case .describeDomain:
            DomainDetail.shape
        case .describeWorkflowExecution:
            WorkflowExecutionDetail.shape
        case .describeWorkflowType:
            WorkflowTypeDetail.shape
        case .getWorkflowExecutionHistory:
            History.shape
        case .listActivityTypes:
            ActivityTypeInfos.shape
        case .listClosedWorkflowExecutions,
            .listOpenWorkflowExecutions:
            WorkflowExecutionInfos.shape
        case .listDomains:
            DomainInfos.shape
        case .listTagsForResource:
            ListTagsForResourceOutput.shape
        case .listWorkflowTypes:
            WorkflowTypeInfos.shape
        case .pollForActivityTask:
            ActivityTask.shape
        case .pollForDecisionTask:
            DecisionTask.shape
        case .recordActivityTaskHeartbeat:
            ActivityTaskStatus.shape
        case .startWorkflowExecution:
            Run.shape
        }
    }
}

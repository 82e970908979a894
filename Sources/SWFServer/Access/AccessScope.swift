import SWFModel
import SWFWire

/// What of the service a request touches, for whoever decides whether its caller may.
enum AccessScope: Hashable, Sendable {
    /// A domain and what is in it, whether it exists or not.
    case domain(String)
    /// The domain with that resource name.
    case resource(arn: String)
    /// The domain of the task with that token.
    case task(token: String)
    /// All domains.
    case everyDomain
}

extension ServiceRequest {
    /// What the request touches.
    var scope: AccessScope {
        switch self {
        case .countClosedWorkflowExecutions(let input): .domain(input.domain)
        case .countOpenWorkflowExecutions(let input): .domain(input.domain)
        case .countPendingActivityTasks(let input): .domain(input.domain)
        case .countPendingDecisionTasks(let input): .domain(input.domain)
        case .deleteActivityType(let input): .domain(input.domain)
        case .deleteWorkflowType(let input): .domain(input.domain)
        case .deprecateActivityType(let input): .domain(input.domain)
        case .deprecateDomain(let input): .domain(input.name)
        case .deprecateWorkflowType(let input): .domain(input.domain)
        case .describeActivityType(let input): .domain(input.domain)
        case .describeDomain(let input): .domain(input.name)
        case .describeWorkflowExecution(let input): .domain(input.domain)
        case .describeWorkflowType(let input): .domain(input.domain)
        case .endPolls(let input): .domain(input.domain)
        case .getWorkflowExecutionHistory(let input): .domain(input.domain)
        case .handBackTask(let input): .task(token: input.taskToken)
        case .importWorkflowExecution(let input): .domain(input.domain)
        case .listActivityTypes(let input): .domain(input.domain)
        case .listClosedWorkflowExecutions(let input): .domain(input.domain)
        case .listDomains: .everyDomain
        case .listOpenWorkflowExecutions(let input): .domain(input.domain)
        case .listTagsForResource(let input): .resource(arn: input.resourceArn)
        case .listTaskLists(let input): .domain(input.domain)
        case .listWorkflowTypes(let input): .domain(input.domain)
        case .pollForActivityTask(let input): .domain(input.domain)
        case .pollForDecisionTask(let input): .domain(input.domain)
        case .recordActivityTaskHeartbeat(let input): .task(token: input.taskToken)
        case .registerActivityType(let input): .domain(input.domain)
        case .registerDomain(let input): .domain(input.name)
        case .registerWorkflowType(let input): .domain(input.domain)
        case .requestCancelWorkflowExecution(let input): .domain(input.domain)
        case .respondActivityTaskCanceled(let input): .task(token: input.taskToken)
        case .respondActivityTaskCompleted(let input): .task(token: input.taskToken)
        case .respondActivityTaskFailed(let input): .task(token: input.taskToken)
        case .respondDecisionTaskCompleted(let input): .task(token: input.taskToken)
        case .signalWorkflowExecution(let input): .domain(input.domain)
        case .startWorkflowExecution(let input): .domain(input.domain)
        case .tagResource(let input): .resource(arn: input.resourceArn)
        case .terminateWorkflowExecution(let input): .domain(input.domain)
        case .undeprecateActivityType(let input): .domain(input.domain)
        case .undeprecateDomain(let input): .domain(input.name)
        case .undeprecateWorkflowType(let input): .domain(input.domain)
        case .untagResource(let input): .resource(arn: input.resourceArn)
        }
    }
}

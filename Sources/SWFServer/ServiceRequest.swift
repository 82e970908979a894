import SWFModel
import SWFWire

/// A request of one of the 39 actions with its input, decoded once: what is let in is what is performed.
indirect enum ServiceRequest: Sendable {
    case countClosedWorkflowExecutions(CountClosedWorkflowExecutionsInput)
    case countOpenWorkflowExecutions(CountOpenWorkflowExecutionsInput)
    case countPendingActivityTasks(CountPendingActivityTasksInput)
    case countPendingDecisionTasks(CountPendingDecisionTasksInput)
    case deleteActivityType(DeleteActivityTypeInput)
    case deleteWorkflowType(DeleteWorkflowTypeInput)
    case deprecateActivityType(DeprecateActivityTypeInput)
    case deprecateDomain(DeprecateDomainInput)
    case deprecateWorkflowType(DeprecateWorkflowTypeInput)
    case describeActivityType(DescribeActivityTypeInput)
    case describeDomain(DescribeDomainInput)
    case describeWorkflowExecution(DescribeWorkflowExecutionInput)
    case describeWorkflowType(DescribeWorkflowTypeInput)
    case getWorkflowExecutionHistory(GetWorkflowExecutionHistoryInput)
    case listActivityTypes(ListActivityTypesInput)
    case listClosedWorkflowExecutions(ListClosedWorkflowExecutionsInput)
    case listDomains(ListDomainsInput)
    case listOpenWorkflowExecutions(ListOpenWorkflowExecutionsInput)
    case listTagsForResource(ListTagsForResourceInput)
    case listWorkflowTypes(ListWorkflowTypesInput)
    case pollForActivityTask(PollForActivityTaskInput)
    case pollForDecisionTask(PollForDecisionTaskInput)
    case recordActivityTaskHeartbeat(RecordActivityTaskHeartbeatInput)
    case registerActivityType(RegisterActivityTypeInput)
    case registerDomain(RegisterDomainInput)
    case registerWorkflowType(RegisterWorkflowTypeInput)
    case requestCancelWorkflowExecution(RequestCancelWorkflowExecutionInput)
    case respondActivityTaskCanceled(RespondActivityTaskCanceledInput)
    case respondActivityTaskCompleted(RespondActivityTaskCompletedInput)
    case respondActivityTaskFailed(RespondActivityTaskFailedInput)
    case respondDecisionTaskCompleted(RespondDecisionTaskCompletedInput)
    case signalWorkflowExecution(SignalWorkflowExecutionInput)
    case startWorkflowExecution(StartWorkflowExecutionInput)
    case tagResource(TagResourceInput)
    case terminateWorkflowExecution(TerminateWorkflowExecutionInput)
    case undeprecateActivityType(UndeprecateActivityTypeInput)
    case undeprecateDomain(UndeprecateDomainInput)
    case undeprecateWorkflowType(UndeprecateWorkflowTypeInput)
    case untagResource(UntagResourceInput)

    /// Decodes a body as the input of an action.
    ///
    /// - Throws: `SerializationException`, `ValidationException` (swf-spec.md 1.6, 1.7).
    init(_ operation: SWFModel.Operation, body: [UInt8]) throws(Fault) {
        func input<Input: Decodable & Shaped>() throws(Fault) -> Input {
            try AWSJSON.decodeRequest(Input.self, from: body)
        }
        self =
            switch operation {
            case .countClosedWorkflowExecutions: .countClosedWorkflowExecutions(try input())
            case .countOpenWorkflowExecutions: .countOpenWorkflowExecutions(try input())
            case .countPendingActivityTasks: .countPendingActivityTasks(try input())
            case .countPendingDecisionTasks: .countPendingDecisionTasks(try input())
            case .deleteActivityType: .deleteActivityType(try input())
            case .deleteWorkflowType: .deleteWorkflowType(try input())
            case .deprecateActivityType: .deprecateActivityType(try input())
            case .deprecateDomain: .deprecateDomain(try input())
            case .deprecateWorkflowType: .deprecateWorkflowType(try input())
            case .describeActivityType: .describeActivityType(try input())
            case .describeDomain: .describeDomain(try input())
            case .describeWorkflowExecution: .describeWorkflowExecution(try input())
            case .describeWorkflowType: .describeWorkflowType(try input())
            case .getWorkflowExecutionHistory: .getWorkflowExecutionHistory(try input())
            case .listActivityTypes: .listActivityTypes(try input())
            case .listClosedWorkflowExecutions: .listClosedWorkflowExecutions(try input())
            case .listDomains: .listDomains(try input())
            case .listOpenWorkflowExecutions: .listOpenWorkflowExecutions(try input())
            case .listTagsForResource: .listTagsForResource(try input())
            case .listWorkflowTypes: .listWorkflowTypes(try input())
            case .pollForActivityTask: .pollForActivityTask(try input())
            case .pollForDecisionTask: .pollForDecisionTask(try input())
            case .recordActivityTaskHeartbeat: .recordActivityTaskHeartbeat(try input())
            case .registerActivityType: .registerActivityType(try input())
            case .registerDomain: .registerDomain(try input())
            case .registerWorkflowType: .registerWorkflowType(try input())
            case .requestCancelWorkflowExecution: .requestCancelWorkflowExecution(try input())
            case .respondActivityTaskCanceled: .respondActivityTaskCanceled(try input())
            case .respondActivityTaskCompleted: .respondActivityTaskCompleted(try input())
            case .respondActivityTaskFailed: .respondActivityTaskFailed(try input())
            case .respondDecisionTaskCompleted: .respondDecisionTaskCompleted(try input())
            case .signalWorkflowExecution: .signalWorkflowExecution(try input())
            case .startWorkflowExecution: .startWorkflowExecution(try input())
            case .tagResource: .tagResource(try input())
            case .terminateWorkflowExecution: .terminateWorkflowExecution(try input())
            case .undeprecateActivityType: .undeprecateActivityType(try input())
            case .undeprecateDomain: .undeprecateDomain(try input())
            case .undeprecateWorkflowType: .undeprecateWorkflowType(try input())
            case .untagResource: .untagResource(try input())
            }
    }

    /// The action.
    var operation: SWFModel.Operation {
        switch self {
        case .countClosedWorkflowExecutions: .countClosedWorkflowExecutions
        case .countOpenWorkflowExecutions: .countOpenWorkflowExecutions
        case .countPendingActivityTasks: .countPendingActivityTasks
        case .countPendingDecisionTasks: .countPendingDecisionTasks
        case .deleteActivityType: .deleteActivityType
        case .deleteWorkflowType: .deleteWorkflowType
        case .deprecateActivityType: .deprecateActivityType
        case .deprecateDomain: .deprecateDomain
        case .deprecateWorkflowType: .deprecateWorkflowType
        case .describeActivityType: .describeActivityType
        case .describeDomain: .describeDomain
        case .describeWorkflowExecution: .describeWorkflowExecution
        case .describeWorkflowType: .describeWorkflowType
        case .getWorkflowExecutionHistory: .getWorkflowExecutionHistory
        case .listActivityTypes: .listActivityTypes
        case .listClosedWorkflowExecutions: .listClosedWorkflowExecutions
        case .listDomains: .listDomains
        case .listOpenWorkflowExecutions: .listOpenWorkflowExecutions
        case .listTagsForResource: .listTagsForResource
        case .listWorkflowTypes: .listWorkflowTypes
        case .pollForActivityTask: .pollForActivityTask
        case .pollForDecisionTask: .pollForDecisionTask
        case .recordActivityTaskHeartbeat: .recordActivityTaskHeartbeat
        case .registerActivityType: .registerActivityType
        case .registerDomain: .registerDomain
        case .registerWorkflowType: .registerWorkflowType
        case .requestCancelWorkflowExecution: .requestCancelWorkflowExecution
        case .respondActivityTaskCanceled: .respondActivityTaskCanceled
        case .respondActivityTaskCompleted: .respondActivityTaskCompleted
        case .respondActivityTaskFailed: .respondActivityTaskFailed
        case .respondDecisionTaskCompleted: .respondDecisionTaskCompleted
        case .signalWorkflowExecution: .signalWorkflowExecution
        case .startWorkflowExecution: .startWorkflowExecution
        case .tagResource: .tagResource
        case .terminateWorkflowExecution: .terminateWorkflowExecution
        case .undeprecateActivityType: .undeprecateActivityType
        case .undeprecateDomain: .undeprecateDomain
        case .undeprecateWorkflowType: .undeprecateWorkflowType
        case .untagResource: .untagResource
        }
    }
}

public import SWFModel

/// A service that hands every call on to another: what a test wants otherwise, it overrides.
public protocol ForwardingService: SimpleWorkflowService {
    /// The service that does the work.
    var base: any SimpleWorkflowService { get }
}

extension ForwardingService {
    /// Hands the call on.
    public func countClosedWorkflowExecutions(
        _ input: CountClosedWorkflowExecutionsInput
    ) async throws -> WorkflowExecutionCount {
        try await base.countClosedWorkflowExecutions(input)
    }

    /// Hands the call on.
    public func countOpenWorkflowExecutions(
        _ input: CountOpenWorkflowExecutionsInput
    ) async throws -> WorkflowExecutionCount {
        try await base.countOpenWorkflowExecutions(input)
    }

    /// Hands the call on.
    public func countPendingActivityTasks(_ input: CountPendingActivityTasksInput) async throws -> PendingTaskCount {
        try await base.countPendingActivityTasks(input)
    }

    /// Hands the call on.
    public func countPendingDecisionTasks(_ input: CountPendingDecisionTasksInput) async throws -> PendingTaskCount {
        try await base.countPendingDecisionTasks(input)
    }

    /// Hands the call on.
    public func deleteActivityType(_ input: DeleteActivityTypeInput) async throws {
        try await base.deleteActivityType(input)
    }

    /// Hands the call on.
    public func deleteWorkflowType(_ input: DeleteWorkflowTypeInput) async throws {
        try await base.deleteWorkflowType(input)
    }

    /// Hands the call on.
    public func deprecateActivityType(_ input: DeprecateActivityTypeInput) async throws {
        try await base.deprecateActivityType(input)
    }

    /// Hands the call on.
    public func deprecateDomain(_ input: DeprecateDomainInput) async throws {
        try await base.deprecateDomain(input)
    }

    /// Hands the call on.
    public func deprecateWorkflowType(_ input: DeprecateWorkflowTypeInput) async throws {
        try await base.deprecateWorkflowType(input)
    }

    /// Hands the call on.
    public func describeActivityType(_ input: DescribeActivityTypeInput) async throws -> ActivityTypeDetail {
        try await base.describeActivityType(input)
    }

    /// Hands the call on.
    public func describeDomain(_ input: DescribeDomainInput) async throws -> DomainDetail {
        try await base.describeDomain(input)
    }

    /// Hands the call on.
    public func describeWorkflowExecution(
        _ input: DescribeWorkflowExecutionInput
    ) async throws -> WorkflowExecutionDetail {
        try await base.describeWorkflowExecution(input)
    }

    /// Hands the call on.
    public func describeWorkflowType(_ input: DescribeWorkflowTypeInput) async throws -> WorkflowTypeDetail {
        try await base.describeWorkflowType(input)
    }

    /// Hands the call on.
    public func getWorkflowExecutionHistory(_ input: GetWorkflowExecutionHistoryInput) async throws -> History {
        try await base.getWorkflowExecutionHistory(input)
    }

    /// Hands the call on.
    public func listActivityTypes(_ input: ListActivityTypesInput) async throws -> ActivityTypeInfos {
        try await base.listActivityTypes(input)
    }

    /// Hands the call on.
    public func listClosedWorkflowExecutions(
        _ input: ListClosedWorkflowExecutionsInput
    ) async throws -> WorkflowExecutionInfos {
        try await base.listClosedWorkflowExecutions(input)
    }

    /// Hands the call on.
    public func listDomains(_ input: ListDomainsInput) async throws -> DomainInfos {
        try await base.listDomains(input)
    }

    /// Hands the call on.
    public func listOpenWorkflowExecutions(
        _ input: ListOpenWorkflowExecutionsInput
    ) async throws -> WorkflowExecutionInfos {
        try await base.listOpenWorkflowExecutions(input)
    }

    /// Hands the call on.
    public func listTagsForResource(_ input: ListTagsForResourceInput) async throws -> ListTagsForResourceOutput {
        try await base.listTagsForResource(input)
    }

    /// Hands the call on.
    public func listWorkflowTypes(_ input: ListWorkflowTypesInput) async throws -> WorkflowTypeInfos {
        try await base.listWorkflowTypes(input)
    }

    /// Hands the call on.
    public func pollForActivityTask(_ input: PollForActivityTaskInput) async throws -> ActivityTask? {
        try await base.pollForActivityTask(input)
    }

    /// Hands the call on.
    public func pollForDecisionTask(_ input: PollForDecisionTaskInput) async throws -> DecisionTask? {
        try await base.pollForDecisionTask(input)
    }

    /// Hands the call on.
    public func recordActivityTaskHeartbeat(
        _ input: RecordActivityTaskHeartbeatInput
    ) async throws -> ActivityTaskStatus {
        try await base.recordActivityTaskHeartbeat(input)
    }

    /// Hands the call on.
    public func registerActivityType(_ input: RegisterActivityTypeInput) async throws {
        try await base.registerActivityType(input)
    }

    /// Hands the call on.
    public func registerDomain(_ input: RegisterDomainInput) async throws {
        try await base.registerDomain(input)
    }

    /// Hands the call on.
    public func registerWorkflowType(_ input: RegisterWorkflowTypeInput) async throws {
        try await base.registerWorkflowType(input)
    }

    /// Hands the call on.
    public func requestCancelWorkflowExecution(_ input: RequestCancelWorkflowExecutionInput) async throws {
        try await base.requestCancelWorkflowExecution(input)
    }

    /// Hands the call on.
    public func respondActivityTaskCanceled(_ input: RespondActivityTaskCanceledInput) async throws {
        try await base.respondActivityTaskCanceled(input)
    }

    /// Hands the call on.
    public func respondActivityTaskCompleted(_ input: RespondActivityTaskCompletedInput) async throws {
        try await base.respondActivityTaskCompleted(input)
    }

    /// Hands the call on.
    public func respondActivityTaskFailed(_ input: RespondActivityTaskFailedInput) async throws {
        try await base.respondActivityTaskFailed(input)
    }

    /// Hands the call on.
    public func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        try await base.respondDecisionTaskCompleted(input)
    }

    /// Hands the call on.
    public func signalWorkflowExecution(_ input: SignalWorkflowExecutionInput) async throws {
        try await base.signalWorkflowExecution(input)
    }

    /// Hands the call on.
    public func startWorkflowExecution(_ input: StartWorkflowExecutionInput) async throws -> Run {
        try await base.startWorkflowExecution(input)
    }

    /// Hands the call on.
    public func tagResource(_ input: TagResourceInput) async throws {
        try await base.tagResource(input)
    }

    /// Hands the call on.
    public func terminateWorkflowExecution(_ input: TerminateWorkflowExecutionInput) async throws {
        try await base.terminateWorkflowExecution(input)
    }

    /// Hands the call on.
    public func undeprecateActivityType(_ input: UndeprecateActivityTypeInput) async throws {
        try await base.undeprecateActivityType(input)
    }

    /// Hands the call on.
    public func undeprecateDomain(_ input: UndeprecateDomainInput) async throws {
        try await base.undeprecateDomain(input)
    }

    /// Hands the call on.
    public func undeprecateWorkflowType(_ input: UndeprecateWorkflowTypeInput) async throws {
        try await base.undeprecateWorkflowType(input)
    }

    /// Hands the call on.
    public func untagResource(_ input: UntagResourceInput) async throws {
        try await base.untagResource(input)
    }
}

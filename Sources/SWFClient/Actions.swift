public import SWFModel

extension RemoteWorkflowService {
    /// Counts closed executions.
    public func countClosedWorkflowExecutions(
        _ input: CountClosedWorkflowExecutionsInput
    ) async throws -> WorkflowExecutionCount {
        try await exchange.call(.countClosedWorkflowExecutions, input)
    }

    /// Counts open executions.
    public func countOpenWorkflowExecutions(
        _ input: CountOpenWorkflowExecutionsInput
    ) async throws -> WorkflowExecutionCount {
        try await exchange.call(.countOpenWorkflowExecutions, input)
    }

    /// Counts the activity tasks that wait in a task list.
    public func countPendingActivityTasks(_ input: CountPendingActivityTasksInput) async throws -> PendingTaskCount {
        try await exchange.call(.countPendingActivityTasks, input)
    }

    /// Counts the decision tasks that wait in a task list.
    public func countPendingDecisionTasks(_ input: CountPendingDecisionTasksInput) async throws -> PendingTaskCount {
        try await exchange.call(.countPendingDecisionTasks, input)
    }

    /// Deletes a deprecated activity type.
    public func deleteActivityType(_ input: DeleteActivityTypeInput) async throws {
        try await exchange.perform(.deleteActivityType, input)
    }

    /// Deletes a deprecated workflow type.
    public func deleteWorkflowType(_ input: DeleteWorkflowTypeInput) async throws {
        try await exchange.perform(.deleteWorkflowType, input)
    }

    /// Deprecates an activity type: it can no longer be scheduled.
    public func deprecateActivityType(_ input: DeprecateActivityTypeInput) async throws {
        try await exchange.perform(.deprecateActivityType, input)
    }

    /// Deprecates a domain: nothing new starts in it.
    public func deprecateDomain(_ input: DeprecateDomainInput) async throws {
        try await exchange.perform(.deprecateDomain, input)
    }

    /// Deprecates a workflow type: it can no longer be started.
    public func deprecateWorkflowType(_ input: DeprecateWorkflowTypeInput) async throws {
        try await exchange.perform(.deprecateWorkflowType, input)
    }

    /// Describes an activity type.
    public func describeActivityType(_ input: DescribeActivityTypeInput) async throws -> ActivityTypeDetail {
        try await exchange.call(.describeActivityType, input)
    }

    /// Describes a domain.
    public func describeDomain(_ input: DescribeDomainInput) async throws -> DomainDetail {
        try await exchange.call(.describeDomain, input)
    }

    /// Describes an execution, open or closed.
    public func describeWorkflowExecution(
        _ input: DescribeWorkflowExecutionInput
    ) async throws -> WorkflowExecutionDetail {
        try await exchange.call(.describeWorkflowExecution, input)
    }

    /// Describes a workflow type.
    public func describeWorkflowType(_ input: DescribeWorkflowTypeInput) async throws -> WorkflowTypeDetail {
        try await exchange.call(.describeWorkflowType, input)
    }

    /// Reads the event history of an execution, page by page.
    public func getWorkflowExecutionHistory(_ input: GetWorkflowExecutionHistoryInput) async throws -> History {
        try await exchange.call(.getWorkflowExecutionHistory, input)
    }

    /// Lists the activity types of a domain.
    public func listActivityTypes(_ input: ListActivityTypesInput) async throws -> ActivityTypeInfos {
        try await exchange.call(.listActivityTypes, input)
    }

    /// Lists closed executions, the newest first.
    public func listClosedWorkflowExecutions(
        _ input: ListClosedWorkflowExecutionsInput
    ) async throws -> WorkflowExecutionInfos {
        try await exchange.call(.listClosedWorkflowExecutions, input)
    }

    /// Lists the domains of the account and region.
    public func listDomains(_ input: ListDomainsInput) async throws -> DomainInfos {
        try await exchange.call(.listDomains, input)
    }

    /// Lists open executions, the newest first.
    public func listOpenWorkflowExecutions(
        _ input: ListOpenWorkflowExecutionsInput
    ) async throws -> WorkflowExecutionInfos {
        try await exchange.call(.listOpenWorkflowExecutions, input)
    }

    /// Lists the tags of a domain.
    public func listTagsForResource(_ input: ListTagsForResourceInput) async throws -> ListTagsForResourceOutput {
        try await exchange.call(.listTagsForResource, input)
    }

    /// Lists the workflow types of a domain.
    public func listWorkflowTypes(_ input: ListWorkflowTypesInput) async throws -> WorkflowTypeInfos {
        try await exchange.call(.listWorkflowTypes, input)
    }

    /// Waits up to 60 seconds for an activity task.
    public func pollForActivityTask(_ input: PollForActivityTaskInput) async throws -> ActivityTask? {
        try await exchange.poll(.pollForActivityTask, input)
    }

    /// Waits up to 60 seconds for a decision task, or reads a further page of one.
    public func pollForDecisionTask(_ input: PollForDecisionTaskInput) async throws -> DecisionTask? {
        try await exchange.poll(.pollForDecisionTask, input)
    }

    /// Says that a worker is still at its activity task.
    public func recordActivityTaskHeartbeat(
        _ input: RecordActivityTaskHeartbeatInput
    ) async throws -> ActivityTaskStatus {
        try await exchange.call(.recordActivityTaskHeartbeat, input)
    }

    /// Registers an activity type.
    public func registerActivityType(_ input: RegisterActivityTypeInput) async throws {
        try await exchange.perform(.registerActivityType, input)
    }

    /// Registers a domain.
    public func registerDomain(_ input: RegisterDomainInput) async throws {
        try await exchange.perform(.registerDomain, input)
    }

    /// Registers a workflow type.
    public func registerWorkflowType(_ input: RegisterWorkflowTypeInput) async throws {
        try await exchange.perform(.registerWorkflowType, input)
    }

    /// Asks an open execution to cancel itself.
    public func requestCancelWorkflowExecution(_ input: RequestCancelWorkflowExecutionInput) async throws {
        try await exchange.perform(.requestCancelWorkflowExecution, input)
    }

    /// Answers an activity task: canceled.
    public func respondActivityTaskCanceled(_ input: RespondActivityTaskCanceledInput) async throws {
        try await exchange.perform(.respondActivityTaskCanceled, input)
    }

    /// Answers an activity task: completed.
    public func respondActivityTaskCompleted(_ input: RespondActivityTaskCompletedInput) async throws {
        try await exchange.perform(.respondActivityTaskCompleted, input)
    }

    /// Answers an activity task: failed.
    public func respondActivityTaskFailed(_ input: RespondActivityTaskFailedInput) async throws {
        try await exchange.perform(.respondActivityTaskFailed, input)
    }

    /// Answers a decision task with decisions.
    public func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        try await exchange.perform(.respondDecisionTaskCompleted, input)
    }

    /// Sends a signal to an open execution.
    public func signalWorkflowExecution(_ input: SignalWorkflowExecutionInput) async throws {
        try await exchange.perform(.signalWorkflowExecution, input)
    }

    /// Starts an execution.
    public func startWorkflowExecution(_ input: StartWorkflowExecutionInput) async throws -> Run {
        try await exchange.call(.startWorkflowExecution, input)
    }

    /// Tags a domain.
    public func tagResource(_ input: TagResourceInput) async throws {
        try await exchange.perform(.tagResource, input)
    }

    /// Closes an open execution at once.
    public func terminateWorkflowExecution(_ input: TerminateWorkflowExecutionInput) async throws {
        try await exchange.perform(.terminateWorkflowExecution, input)
    }

    /// Brings a deprecated activity type back.
    public func undeprecateActivityType(_ input: UndeprecateActivityTypeInput) async throws {
        try await exchange.perform(.undeprecateActivityType, input)
    }

    /// Brings a deprecated domain back.
    public func undeprecateDomain(_ input: UndeprecateDomainInput) async throws {
        try await exchange.perform(.undeprecateDomain, input)
    }

    /// Brings a deprecated workflow type back.
    public func undeprecateWorkflowType(_ input: UndeprecateWorkflowTypeInput) async throws {
        try await exchange.perform(.undeprecateWorkflowType, input)
    }

    /// Removes tags from a domain.
    public func untagResource(_ input: UntagResourceInput) async throws {
        try await exchange.perform(.untagResource, input)
    }
}

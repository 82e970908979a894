/// Amazon SWF's 39 actions (API version 2012-01-25), one method an action.
///
/// The engine in process, a Martlet server over HTTP and Amazon SWF itself are all behind this protocol. Every method
/// throws ``Fault`` for what the service refuses; a client may throw errors of its own when no answer came.
public protocol SimpleWorkflowService: Sendable {
    /// Counts closed executions.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func countClosedWorkflowExecutions(
        _ input: CountClosedWorkflowExecutionsInput
    ) async throws -> WorkflowExecutionCount

    /// Counts open executions.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func countOpenWorkflowExecutions(_ input: CountOpenWorkflowExecutionsInput) async throws -> WorkflowExecutionCount

    /// Counts the activity tasks that wait in a task list.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func countPendingActivityTasks(_ input: CountPendingActivityTasksInput) async throws -> PendingTaskCount

    /// Counts the decision tasks that wait in a task list.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func countPendingDecisionTasks(_ input: CountPendingDecisionTasksInput) async throws -> PendingTaskCount

    /// Deletes a deprecated activity type.
    ///
    /// - Throws: `UnknownResourceFault`, `TypeNotDeprecatedFault`, `OperationNotPermittedFault`.
    func deleteActivityType(_ input: DeleteActivityTypeInput) async throws

    /// Deletes a deprecated workflow type.
    ///
    /// - Throws: `UnknownResourceFault`, `TypeNotDeprecatedFault`, `OperationNotPermittedFault`.
    func deleteWorkflowType(_ input: DeleteWorkflowTypeInput) async throws

    /// Deprecates an activity type: it can no longer be scheduled.
    ///
    /// - Throws: `UnknownResourceFault`, `TypeDeprecatedFault`, `OperationNotPermittedFault`.
    func deprecateActivityType(_ input: DeprecateActivityTypeInput) async throws

    /// Deprecates a domain: nothing new starts in it.
    ///
    /// - Throws: `UnknownResourceFault`, `DomainDeprecatedFault`, `OperationNotPermittedFault`.
    func deprecateDomain(_ input: DeprecateDomainInput) async throws

    /// Deprecates a workflow type: it can no longer be started.
    ///
    /// - Throws: `UnknownResourceFault`, `TypeDeprecatedFault`, `OperationNotPermittedFault`.
    func deprecateWorkflowType(_ input: DeprecateWorkflowTypeInput) async throws

    /// Describes an activity type.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func describeActivityType(_ input: DescribeActivityTypeInput) async throws -> ActivityTypeDetail

    /// Describes a domain.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func describeDomain(_ input: DescribeDomainInput) async throws -> DomainDetail

    /// Describes an execution, open or closed.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func describeWorkflowExecution(_ input: DescribeWorkflowExecutionInput) async throws -> WorkflowExecutionDetail

    /// Describes a workflow type.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func describeWorkflowType(_ input: DescribeWorkflowTypeInput) async throws -> WorkflowTypeDetail

    /// Reads the event history of an execution, page by page.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func getWorkflowExecutionHistory(_ input: GetWorkflowExecutionHistoryInput) async throws -> History

    /// Lists the activity types of a domain.
    ///
    /// - Throws: `OperationNotPermittedFault`, `UnknownResourceFault`.
    func listActivityTypes(_ input: ListActivityTypesInput) async throws -> ActivityTypeInfos

    /// Lists closed executions, the newest first.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func listClosedWorkflowExecutions(_ input: ListClosedWorkflowExecutionsInput) async throws -> WorkflowExecutionInfos

    /// Lists the domains of the account and region.
    ///
    /// - Throws: `OperationNotPermittedFault`.
    func listDomains(_ input: ListDomainsInput) async throws -> DomainInfos

    /// Lists open executions, the newest first.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func listOpenWorkflowExecutions(_ input: ListOpenWorkflowExecutionsInput) async throws -> WorkflowExecutionInfos

    /// Lists the tags of a domain.
    ///
    /// - Throws: `UnknownResourceFault`, `LimitExceededFault`, `OperationNotPermittedFault`.
    func listTagsForResource(_ input: ListTagsForResourceInput) async throws -> ListTagsForResourceOutput

    /// Lists the workflow types of a domain.
    ///
    /// - Throws: `OperationNotPermittedFault`, `UnknownResourceFault`.
    func listWorkflowTypes(_ input: ListWorkflowTypesInput) async throws -> WorkflowTypeInfos

    /// Waits up to 60 seconds for an activity task.
    ///
    /// - Returns: The task, or nil when none came in time.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`, `LimitExceededFault`.
    func pollForActivityTask(_ input: PollForActivityTaskInput) async throws -> ActivityTask?

    /// Waits up to 60 seconds for a decision task, or reads a further page of one.
    ///
    /// - Returns: The task, or nil when none came in time.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`, `LimitExceededFault`.
    func pollForDecisionTask(_ input: PollForDecisionTaskInput) async throws -> DecisionTask?

    /// Says that a worker is still at its activity task.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func recordActivityTaskHeartbeat(_ input: RecordActivityTaskHeartbeatInput) async throws -> ActivityTaskStatus

    /// Registers an activity type.
    ///
    /// - Throws: `TypeAlreadyExistsFault`, `LimitExceededFault`, `UnknownResourceFault`, `OperationNotPermittedFault`.
    func registerActivityType(_ input: RegisterActivityTypeInput) async throws

    /// Registers a domain.
    ///
    /// - Throws: `DomainAlreadyExistsFault`, `LimitExceededFault`, `OperationNotPermittedFault`, `TooManyTagsFault`.
    func registerDomain(_ input: RegisterDomainInput) async throws

    /// Registers a workflow type.
    ///
    /// - Throws: `TypeAlreadyExistsFault`, `LimitExceededFault`, `UnknownResourceFault`, `OperationNotPermittedFault`.
    func registerWorkflowType(_ input: RegisterWorkflowTypeInput) async throws

    /// Asks an open execution to cancel itself.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func requestCancelWorkflowExecution(_ input: RequestCancelWorkflowExecutionInput) async throws

    /// Answers an activity task: canceled.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func respondActivityTaskCanceled(_ input: RespondActivityTaskCanceledInput) async throws

    /// Answers an activity task: completed.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func respondActivityTaskCompleted(_ input: RespondActivityTaskCompletedInput) async throws

    /// Answers an activity task: failed.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func respondActivityTaskFailed(_ input: RespondActivityTaskFailedInput) async throws

    /// Answers a decision task with decisions.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws

    /// Sends a signal to an open execution.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func signalWorkflowExecution(_ input: SignalWorkflowExecutionInput) async throws

    /// Starts an execution.
    ///
    /// - Throws: `UnknownResourceFault`, `TypeDeprecatedFault`, `WorkflowExecutionAlreadyStartedFault`,
    /// `LimitExceededFault`, `OperationNotPermittedFault`, `DefaultUndefinedFault`.
    func startWorkflowExecution(_ input: StartWorkflowExecutionInput) async throws -> Run

    /// Tags a domain.
    ///
    /// - Throws: `UnknownResourceFault`, `TooManyTagsFault`, `LimitExceededFault`, `OperationNotPermittedFault`.
    func tagResource(_ input: TagResourceInput) async throws

    /// Closes an open execution at once.
    ///
    /// - Throws: `UnknownResourceFault`, `OperationNotPermittedFault`.
    func terminateWorkflowExecution(_ input: TerminateWorkflowExecutionInput) async throws

    /// Brings a deprecated activity type back.
    ///
    /// - Throws: `UnknownResourceFault`, `TypeAlreadyExistsFault`, `OperationNotPermittedFault`.
    func undeprecateActivityType(_ input: UndeprecateActivityTypeInput) async throws

    /// Brings a deprecated domain back.
    ///
    /// - Throws: `UnknownResourceFault`, `DomainAlreadyExistsFault`, `OperationNotPermittedFault`.
    func undeprecateDomain(_ input: UndeprecateDomainInput) async throws

    /// Brings a deprecated workflow type back.
    ///
    /// - Throws: `UnknownResourceFault`, `TypeAlreadyExistsFault`, `OperationNotPermittedFault`.
    func undeprecateWorkflowType(_ input: UndeprecateWorkflowTypeInput) async throws

    /// Removes tags from a domain.
    ///
    /// - Throws: `UnknownResourceFault`, `LimitExceededFault`, `OperationNotPermittedFault`.
    func untagResource(_ input: UntagResourceInput) async throws
}

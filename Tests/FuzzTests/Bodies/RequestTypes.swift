import SWFModel

/// The inputs of the 39 actions, in their order.
enum RequestTypes {
    typealias Request = Codable & Hashable & Sendable & Shaped

    static let all: [any Request.Type] = [
        CountClosedWorkflowExecutionsInput.self,
        CountOpenWorkflowExecutionsInput.self,
        CountPendingActivityTasksInput.self,
        CountPendingDecisionTasksInput.self,
        DeleteActivityTypeInput.self,
        DeleteWorkflowTypeInput.self,
        DeprecateActivityTypeInput.self,
        DeprecateDomainInput.self,
        DeprecateWorkflowTypeInput.self,
        DescribeActivityTypeInput.self,
        DescribeDomainInput.self,
        DescribeWorkflowExecutionInput.self,
        DescribeWorkflowTypeInput.self,
        GetWorkflowExecutionHistoryInput.self,
        ListActivityTypesInput.self,
        ListClosedWorkflowExecutionsInput.self,
        ListDomainsInput.self,
        ListOpenWorkflowExecutionsInput.self,
        ListTagsForResourceInput.self,
        ListWorkflowTypesInput.self,
        PollForActivityTaskInput.self,
        PollForDecisionTaskInput.self,
        RecordActivityTaskHeartbeatInput.self,
        RegisterActivityTypeInput.self,
        RegisterDomainInput.self,
        RegisterWorkflowTypeInput.self,
        RequestCancelWorkflowExecutionInput.self,
        RespondActivityTaskCanceledInput.self,
        RespondActivityTaskCompletedInput.self,
        RespondActivityTaskFailedInput.self,
        RespondDecisionTaskCompletedInput.self,
        SignalWorkflowExecutionInput.self,
        StartWorkflowExecutionInput.self,
        TagResourceInput.self,
        TerminateWorkflowExecutionInput.self,
        UndeprecateActivityTypeInput.self,
        UndeprecateDomainInput.self,
        UndeprecateWorkflowTypeInput.self,
        UntagResourceInput.self,
    ]
}

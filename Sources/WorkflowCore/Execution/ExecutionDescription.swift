import OrderedCollections
public import SWFModel

/// What lists and DescribeWorkflowExecution show of an execution (swf-spec.md 2.4.25 and 7.4).
extension ExecutionState {
    /// What is open, or was when the execution closed. A child counts once it is known to run.
    public var openCounts: WorkflowExecutionOpenCounts {
        let openDecisionTasks =
            switch decisionTask {
            case .idle: 0
            case .scheduled, .started: 1
            }
        return WorkflowExecutionOpenCounts(
            openActivityTasks: activityTasks.count,
            openChildWorkflowExecutions: children.values.count { $0.isStarted },
            openDecisionTasks: openDecisionTasks,
            openLambdaFunctions: lambdaTasks.count,
            openTimers: timers.count
        )
    }

    /// The execution as lists show it.
    public var info: WorkflowExecutionInfo {
        WorkflowExecutionInfo(
            cancelRequested: cancelRequested,
            closeStatus: close?.status,
            closeTimestamp: close?.timestamp,
            execution: identity.execution,
            executionStatus: close == nil ? .open : .closed,
            parent: parent,
            startTimestamp: startTimestamp,
            tagList: tagList.isEmpty ? nil : tagList,
            workflowType: workflowType
        )
    }

    /// The execution as DescribeWorkflowExecution shows it.
    public var detail: WorkflowExecutionDetail {
        WorkflowExecutionDetail(
            executionConfiguration: configuration,
            executionInfo: info,
            latestActivityTaskTimestamp: latestActivityTaskTimestamp,
            latestExecutionContext: latestExecutionContext,
            openCounts: openCounts
        )
    }
}

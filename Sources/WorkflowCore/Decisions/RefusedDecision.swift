import SWFModel

/// Decisions that may not be made here (swf-spec.md 3.1, `OPERATION_NOT_PERMITTED`).
extension Decision {
    /// What is written in place of the decision; nil for ScheduleLambdaFunction, whose causes know no such refusal.
    func notPermitted(_ completedEventId: EventId) -> HistoryEvent.Attributes? {
        switch self {
        case .scheduleActivityTask(let decision):
            .scheduleActivityTaskFailed(
                .init(
                    activityId: decision.activityId,
                    activityType: decision.activityType,
                    cause: .operationNotPermitted,
                    decisionTaskCompletedEventId: completedEventId
                )
            )
        case .requestCancelActivityTask(let decision):
            .requestCancelActivityTaskFailed(
                .init(
                    activityId: decision.activityId,
                    cause: .operationNotPermitted,
                    decisionTaskCompletedEventId: completedEventId
                )
            )
        case .completeWorkflowExecution:
            .completeWorkflowExecutionFailed(
                .init(cause: .operationNotPermitted, decisionTaskCompletedEventId: completedEventId)
            )
        case .failWorkflowExecution:
            .failWorkflowExecutionFailed(
                .init(cause: .operationNotPermitted, decisionTaskCompletedEventId: completedEventId)
            )
        case .cancelWorkflowExecution:
            .cancelWorkflowExecutionFailed(
                .init(cause: .operationNotPermitted, decisionTaskCompletedEventId: completedEventId)
            )
        case .continueAsNewWorkflowExecution:
            .continueAsNewWorkflowExecutionFailed(
                .init(cause: .operationNotPermitted, decisionTaskCompletedEventId: completedEventId)
            )
        case .recordMarker(let decision):
            .recordMarkerFailed(
                .init(
                    cause: .operationNotPermitted,
                    decisionTaskCompletedEventId: completedEventId,
                    markerName: decision.markerName
                )
            )
        case .startTimer(let decision):
            .startTimerFailed(
                .init(
                    cause: .operationNotPermitted,
                    decisionTaskCompletedEventId: completedEventId,
                    timerId: decision.timerId
                )
            )
        case .cancelTimer(let decision):
            .cancelTimerFailed(
                .init(
                    cause: .operationNotPermitted,
                    decisionTaskCompletedEventId: completedEventId,
                    timerId: decision.timerId
                )
            )
        // Nothing was initiated, which these say by 0.
        case .signalExternalWorkflowExecution(let decision):
            .signalExternalWorkflowExecutionFailed(
                .init(
                    cause: .operationNotPermitted,
                    control: decision.control,
                    decisionTaskCompletedEventId: completedEventId,
                    initiatedEventId: 0,
                    runId: Setting.text(decision.runId, or: nil),
                    workflowId: decision.workflowId
                )
            )
        case .requestCancelExternalWorkflowExecution(let decision):
            .requestCancelExternalWorkflowExecutionFailed(
                .init(
                    cause: .operationNotPermitted,
                    control: decision.control,
                    decisionTaskCompletedEventId: completedEventId,
                    initiatedEventId: 0,
                    runId: Setting.text(decision.runId, or: nil),
                    workflowId: decision.workflowId
                )
            )
        case .startChildWorkflowExecution(let decision):
            .startChildWorkflowExecutionFailed(
                .init(
                    cause: .operationNotPermitted,
                    control: decision.control,
                    decisionTaskCompletedEventId: completedEventId,
                    initiatedEventId: 0,
                    workflowId: decision.workflowId,
                    workflowType: decision.workflowType
                )
            )
        case .scheduleLambdaFunction:
            nil
        }
    }
}

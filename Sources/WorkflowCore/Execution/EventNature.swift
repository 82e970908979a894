public import SWFModel

/// What kind of event it is, by its type alone.
extension EventType {
    /// How the execution closed, when this event closes it; it is then the last of its history (swf-spec.md 5.11).
    public var closeStatus: CloseStatus? {
        switch self {
        case .workflowExecutionCompleted: .completed
        case .workflowExecutionFailed: .failed
        case .workflowExecutionCanceled: .canceled
        case .workflowExecutionTerminated: .terminated
        case .workflowExecutionContinuedAsNew: .continuedAsNew
        case .workflowExecutionTimedOut: .timedOut
        default: nil
        }
    }

    /// Whether the event makes a decision task necessary (swf-spec.md 5.2).
    public var needsDecision: Bool {
        switch self {
        case .workflowExecutionStarted, .workflowExecutionSignaled, .workflowExecutionCancelRequested,
            .activityTaskCompleted, .activityTaskFailed, .activityTaskTimedOut, .activityTaskCanceled,
            .timerFired,
            .childWorkflowExecutionStarted, .childWorkflowExecutionCompleted, .childWorkflowExecutionFailed,
            .childWorkflowExecutionTimedOut, .childWorkflowExecutionCanceled, .childWorkflowExecutionTerminated,
            .externalWorkflowExecutionSignaled, .externalWorkflowExecutionCancelRequested,
            .lambdaFunctionCompleted, .lambdaFunctionFailed, .lambdaFunctionTimedOut, .startLambdaFunctionFailed,
            .decisionTaskTimedOut,
            .completeWorkflowExecutionFailed, .failWorkflowExecutionFailed, .cancelWorkflowExecutionFailed,
            .continueAsNewWorkflowExecutionFailed, .scheduleActivityTaskFailed, .requestCancelActivityTaskFailed,
            .recordMarkerFailed, .startTimerFailed, .cancelTimerFailed, .startChildWorkflowExecutionFailed,
            .signalExternalWorkflowExecutionFailed, .requestCancelExternalWorkflowExecutionFailed,
            .scheduleLambdaFunctionFailed:
            true
        case .decisionTaskScheduled, .decisionTaskStarted, .decisionTaskCompleted,
            .activityTaskScheduled, .activityTaskStarted, .activityTaskCancelRequested,
            .timerStarted, .timerCanceled, .markerRecorded,
            .startChildWorkflowExecutionInitiated, .signalExternalWorkflowExecutionInitiated,
            .requestCancelExternalWorkflowExecutionInitiated,
            .lambdaFunctionScheduled, .lambdaFunctionStarted,
            .workflowExecutionCompleted, .workflowExecutionFailed, .workflowExecutionCanceled,
            .workflowExecutionTerminated, .workflowExecutionTimedOut, .workflowExecutionContinuedAsNew:
            false
        }
    }
}

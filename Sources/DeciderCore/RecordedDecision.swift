import SWFModel

/// Events that record what came of one decision.
enum RecordedDecision {
    /// The DecisionTaskCompleted that the decision came with; nil when the event records no decision.
    ///
    /// What becomes of a child start, signal or cancel request after its Initiated event names the same
    /// DecisionTaskCompleted, but is the outcome and no decision (swf-spec.md 3.2.10 to 3.2.12).
    static func completedEventId(of event: HistoryEvent.Attributes) -> EventId? {
        switch event {
        case .activityTaskScheduled(let attributes): attributes.decisionTaskCompletedEventId
        case .scheduleActivityTaskFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .activityTaskCancelRequested(let attributes): attributes.decisionTaskCompletedEventId
        case .requestCancelActivityTaskFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .timerStarted(let attributes): attributes.decisionTaskCompletedEventId
        case .startTimerFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .timerCanceled(let attributes): attributes.decisionTaskCompletedEventId
        case .cancelTimerFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .markerRecorded(let attributes): attributes.decisionTaskCompletedEventId
        case .recordMarkerFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .workflowExecutionCompleted(let attributes): attributes.decisionTaskCompletedEventId
        case .completeWorkflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .workflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .failWorkflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .workflowExecutionCanceled(let attributes): attributes.decisionTaskCompletedEventId
        case .cancelWorkflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .workflowExecutionContinuedAsNew(let attributes): attributes.decisionTaskCompletedEventId
        case .continueAsNewWorkflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .startChildWorkflowExecutionInitiated(let attributes): attributes.decisionTaskCompletedEventId
        case .startChildWorkflowExecutionFailed(let attributes) where attributes.initiatedEventId == 0:
            attributes.decisionTaskCompletedEventId
        case .signalExternalWorkflowExecutionInitiated(let attributes): attributes.decisionTaskCompletedEventId
        case .signalExternalWorkflowExecutionFailed(let attributes) where attributes.initiatedEventId == 0:
            attributes.decisionTaskCompletedEventId
        case .requestCancelExternalWorkflowExecutionInitiated(let attributes): attributes.decisionTaskCompletedEventId
        case .requestCancelExternalWorkflowExecutionFailed(let attributes) where attributes.initiatedEventId == 0:
            attributes.decisionTaskCompletedEventId
        case .lambdaFunctionScheduled(let attributes): attributes.decisionTaskCompletedEventId
        case .scheduleLambdaFunctionFailed(let attributes): attributes.decisionTaskCompletedEventId
        default: nil
        }
    }

    /// Whether the decision gives such an event.
    static func matches(_ event: HistoryEvent.Attributes, _ decision: Decision) -> Bool {
        switch (event, decision) {
        case (.activityTaskScheduled(let event), .scheduleActivityTask(let asked)):
            event.activityType == asked.activityType && event.activityId == asked.activityId
        case (.scheduleActivityTaskFailed(let event), .scheduleActivityTask(let asked)):
            event.activityType == asked.activityType && event.activityId == asked.activityId
        case (.activityTaskCancelRequested(let event), .requestCancelActivityTask(let asked)):
            event.activityId == asked.activityId
        case (.requestCancelActivityTaskFailed(let event), .requestCancelActivityTask(let asked)):
            event.activityId == asked.activityId
        case (.timerStarted(let event), .startTimer(let asked)): event.timerId == asked.timerId
        case (.startTimerFailed(let event), .startTimer(let asked)): event.timerId == asked.timerId
        case (.timerCanceled(let event), .cancelTimer(let asked)): event.timerId == asked.timerId
        case (.cancelTimerFailed(let event), .cancelTimer(let asked)): event.timerId == asked.timerId
        case (.markerRecorded(let event), .recordMarker(let asked)): event.markerName == asked.markerName
        case (.recordMarkerFailed(let event), .recordMarker(let asked)): event.markerName == asked.markerName
        case (.workflowExecutionCompleted, .completeWorkflowExecution),
            (.completeWorkflowExecutionFailed, .completeWorkflowExecution),
            (.workflowExecutionFailed, .failWorkflowExecution),
            (.failWorkflowExecutionFailed, .failWorkflowExecution),
            (.workflowExecutionCanceled, .cancelWorkflowExecution),
            (.cancelWorkflowExecutionFailed, .cancelWorkflowExecution),
            (.workflowExecutionContinuedAsNew, .continueAsNewWorkflowExecution),
            (.continueAsNewWorkflowExecutionFailed, .continueAsNewWorkflowExecution):
            true
        case (.startChildWorkflowExecutionInitiated(let event), .startChildWorkflowExecution(let asked)):
            event.workflowType == asked.workflowType && event.workflowId == asked.workflowId
        case (.startChildWorkflowExecutionFailed(let event), .startChildWorkflowExecution(let asked)):
            event.workflowType == asked.workflowType && event.workflowId == asked.workflowId
        case (.signalExternalWorkflowExecutionInitiated(let event), .signalExternalWorkflowExecution(let asked)):
            event.workflowId == asked.workflowId && event.signalName == asked.signalName
        case (.signalExternalWorkflowExecutionFailed(let event), .signalExternalWorkflowExecution(let asked)):
            event.workflowId == asked.workflowId
        case (
            .requestCancelExternalWorkflowExecutionInitiated(let event),
            .requestCancelExternalWorkflowExecution(let asked)
        ):
            event.workflowId == asked.workflowId
        case (
            .requestCancelExternalWorkflowExecutionFailed(let event), .requestCancelExternalWorkflowExecution(let asked)
        ):
            event.workflowId == asked.workflowId
        case (.lambdaFunctionScheduled(let event), .scheduleLambdaFunction(let asked)):
            event.id == asked.id && event.name == asked.name
        case (.scheduleLambdaFunctionFailed(let event), .scheduleLambdaFunction(let asked)):
            event.id == asked.id && event.name == asked.name
        default: false
        }
    }

    /// Whether the event is the last of its history.
    static func isClosing(_ event: HistoryEvent.Attributes) -> Bool {
        switch event {
        case .workflowExecutionCompleted, .workflowExecutionFailed, .workflowExecutionCanceled,
            .workflowExecutionTerminated, .workflowExecutionTimedOut, .workflowExecutionContinuedAsNew:
            true
        default: false
        }
    }
}

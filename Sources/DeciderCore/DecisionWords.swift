package import SWFModel

/// Decisions and the events they give, in words that show the difference.
package enum DecisionWords {
    /// A decision, with what tells it from others of its type.
    package static func words(for decision: Decision) -> String {
        switch decision {
        case .scheduleActivityTask(let attributes):
            "ScheduleActivityTask " + activity(attributes.activityType, attributes.activityId)
        case .requestCancelActivityTask(let attributes):
            "RequestCancelActivityTask \(attributes.activityId)"
        case .startTimer(let attributes):
            "StartTimer \(attributes.timerId)"
        case .cancelTimer(let attributes):
            "CancelTimer \(attributes.timerId)"
        case .recordMarker(let attributes):
            "RecordMarker \(attributes.markerName)"
        case .startChildWorkflowExecution(let attributes):
            "StartChildWorkflowExecution " + child(attributes.workflowType, attributes.workflowId)
        case .signalExternalWorkflowExecution(let attributes):
            "SignalExternalWorkflowExecution \(attributes.signalName) to \(attributes.workflowId)"
        case .requestCancelExternalWorkflowExecution(let attributes):
            "RequestCancelExternalWorkflowExecution \(attributes.workflowId)"
        case .scheduleLambdaFunction(let attributes):
            "ScheduleLambdaFunction \(attributes.id) (\(attributes.name))"
        default:
            decision.decisionType.rawValue
        }
    }

    static func words(for event: HistoryEvent) -> String {
        let type = event.eventType.rawValue
        return switch event.attributes {
        case .activityTaskScheduled(let attributes):
            "\(type) \(activity(attributes.activityType, attributes.activityId))"
        case .scheduleActivityTaskFailed(let attributes):
            "\(type) \(activity(attributes.activityType, attributes.activityId))"
        case .activityTaskCancelRequested(let attributes):
            "\(type) \(attributes.activityId)"
        case .requestCancelActivityTaskFailed(let attributes):
            "\(type) \(attributes.activityId)"
        case .timerStarted(let attributes):
            "\(type) \(attributes.timerId)"
        case .startTimerFailed(let attributes):
            "\(type) \(attributes.timerId)"
        case .timerCanceled(let attributes):
            "\(type) \(attributes.timerId)"
        case .cancelTimerFailed(let attributes):
            "\(type) \(attributes.timerId)"
        case .markerRecorded(let attributes):
            "\(type) \(attributes.markerName)"
        case .recordMarkerFailed(let attributes):
            "\(type) \(attributes.markerName)"
        case .startChildWorkflowExecutionInitiated(let attributes):
            "\(type) \(child(attributes.workflowType, attributes.workflowId))"
        case .startChildWorkflowExecutionFailed(let attributes):
            "\(type) \(child(attributes.workflowType, attributes.workflowId))"
        case .signalExternalWorkflowExecutionInitiated(let attributes):
            "\(type) \(attributes.signalName) to \(attributes.workflowId)"
        case .signalExternalWorkflowExecutionFailed(let attributes):
            "\(type) \(attributes.workflowId)"
        case .requestCancelExternalWorkflowExecutionInitiated(let attributes):
            "\(type) \(attributes.workflowId)"
        case .requestCancelExternalWorkflowExecutionFailed(let attributes):
            "\(type) \(attributes.workflowId)"
        case .lambdaFunctionScheduled(let attributes):
            "\(type) \(attributes.id) (\(attributes.name))"
        case .scheduleLambdaFunctionFailed(let attributes):
            "\(type) \(attributes.id) (\(attributes.name))"
        default:
            type
        }
    }

    private static func child(_ type: WorkflowType, _ id: String) -> String {
        "\(id) (\(type.name) \(type.version))"
    }

    private static func activity(_ type: ActivityType, _ id: String) -> String {
        "\(id) (\(type.name) \(type.version))"
    }
}

/// The 13 decisions, in the order in which the service names them in a validation message.
public enum DecisionType: String, CaseIterable, Codable, Hashable, Sendable {
    case completeWorkflowExecution = "CompleteWorkflowExecution"
    case startTimer = "StartTimer"
    case requestCancelExternalWorkflowExecution = "RequestCancelExternalWorkflowExecution"
    case signalExternalWorkflowExecution = "SignalExternalWorkflowExecution"
    case cancelTimer = "CancelTimer"
    case recordMarker = "RecordMarker"
    case scheduleActivityTask = "ScheduleActivityTask"
    case continueAsNewWorkflowExecution = "ContinueAsNewWorkflowExecution"
    case scheduleLambdaFunction = "ScheduleLambdaFunction"
    case failWorkflowExecution = "FailWorkflowExecution"
    case requestCancelActivityTask = "RequestCancelActivityTask"
    case startChildWorkflowExecution = "StartChildWorkflowExecution"
    case cancelWorkflowExecution = "CancelWorkflowExecution"
}

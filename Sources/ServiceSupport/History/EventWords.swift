import CommandSupport
public import SWFModel

/// What an event of a history says, in a few words beside its type.
public enum EventWords {
    /// The words; empty when the type alone says it all.
    public static func text(_ event: HistoryEvent) -> String {
        let parts: [String?] =
            switch event.attributes {
            case .workflowExecutionStarted(let a):
                [named(a.workflowType.name, a.workflowType.version), "on \(a.taskList.name)", value("input", a.input)]
            case .workflowExecutionCompleted(let a): [value("result", a.result)]
            case .workflowExecutionFailed(let a): [a.reason, value("details", a.details)]
            case .workflowExecutionTimedOut(let a): [a.timeoutType.rawValue]
            case .workflowExecutionCanceled(let a): [value("details", a.details)]
            case .workflowExecutionTerminated(let a): [a.reason, a.cause?.rawValue, value("details", a.details)]
            case .workflowExecutionContinuedAsNew(let a): ["as run \(a.newExecutionRunId)"]
            case .workflowExecutionCancelRequested(let a): [a.cause?.rawValue]
            case .workflowExecutionSignaled(let a): [a.signalName, value("input", a.input)]
            case .decisionTaskScheduled(let a): ["on \(a.taskList.name)"]
            case .decisionTaskStarted(let a): [by(a.identity)]
            case .decisionTaskCompleted(let a): [value("context", a.executionContext)]
            case .decisionTaskTimedOut(let a): [a.timeoutType.rawValue, of(a.scheduledEventId)]
            case .activityTaskScheduled(let a):
                [a.activityId, named(a.activityType.name, a.activityType.version), value("input", a.input)]
            case .activityTaskStarted(let a): [of(a.scheduledEventId), by(a.identity)]
            case .activityTaskCompleted(let a): [of(a.scheduledEventId), value("result", a.result)]
            case .activityTaskFailed(let a): [of(a.scheduledEventId), a.reason, value("details", a.details)]
            case .activityTaskTimedOut(let a):
                [of(a.scheduledEventId), a.timeoutType.rawValue, value("details", a.details)]
            case .activityTaskCanceled(let a): [of(a.scheduledEventId), value("details", a.details)]
            case .activityTaskCancelRequested(let a): [a.activityId]
            case .scheduleActivityTaskFailed(let a):
                [a.activityId, named(a.activityType.name, a.activityType.version), a.cause.rawValue]
            case .requestCancelActivityTaskFailed(let a): [a.activityId, a.cause.rawValue]
            case .timerStarted(let a): [a.timerId, "fires in \(seconds(a.startToFireTimeout))"]
            case .timerFired(let a): [a.timerId]
            case .timerCanceled(let a): [a.timerId]
            case .startTimerFailed(let a): [a.timerId, a.cause.rawValue]
            case .cancelTimerFailed(let a): [a.timerId, a.cause.rawValue]
            case .markerRecorded(let a): [a.markerName, value("details", a.details)]
            case .recordMarkerFailed(let a): [a.markerName, a.cause.rawValue]
            case .completeWorkflowExecutionFailed(let a): [a.cause.rawValue]
            case .failWorkflowExecutionFailed(let a): [a.cause.rawValue]
            case .cancelWorkflowExecutionFailed(let a): [a.cause.rawValue]
            case .continueAsNewWorkflowExecutionFailed(let a): [a.cause.rawValue]
            case .startChildWorkflowExecutionInitiated(let a):
                [a.workflowId, named(a.workflowType.name, a.workflowType.version)]
            case .startChildWorkflowExecutionFailed(let a): [a.workflowId, a.cause.rawValue]
            case .childWorkflowExecutionStarted(let a): [a.workflowExecution.workflowId]
            case .childWorkflowExecutionCompleted(let a): [a.workflowExecution.workflowId, value("result", a.result)]
            case .childWorkflowExecutionFailed(let a): [a.workflowExecution.workflowId, a.reason]
            case .childWorkflowExecutionTimedOut(let a): [a.workflowExecution.workflowId]
            case .childWorkflowExecutionCanceled(let a): [a.workflowExecution.workflowId]
            case .childWorkflowExecutionTerminated(let a): [a.workflowExecution.workflowId]
            case .signalExternalWorkflowExecutionInitiated(let a): [a.workflowId, a.signalName]
            case .signalExternalWorkflowExecutionFailed(let a): [a.workflowId, a.cause.rawValue]
            case .externalWorkflowExecutionSignaled(let a): [a.workflowExecution.workflowId]
            case .requestCancelExternalWorkflowExecutionInitiated(let a): [a.workflowId]
            case .requestCancelExternalWorkflowExecutionFailed(let a): [a.workflowId, a.cause.rawValue]
            case .externalWorkflowExecutionCancelRequested(let a): [a.workflowExecution.workflowId]
            case .lambdaFunctionScheduled(let a): [a.name]
            case .lambdaFunctionStarted(let a): [of(a.scheduledEventId)]
            case .lambdaFunctionCompleted(let a): [of(a.scheduledEventId), value("result", a.result)]
            case .lambdaFunctionFailed(let a): [of(a.scheduledEventId), a.reason]
            case .lambdaFunctionTimedOut(let a): [of(a.scheduledEventId)]
            case .scheduleLambdaFunctionFailed(let a): [a.name, a.cause.rawValue]
            case .startLambdaFunctionFailed(let a): [a.cause?.rawValue]
            }
        return parts.compactMap { $0 }.filter { !$0.isEmpty }.map { PlainText.short($0, 200) }.joined(separator: ", ")
    }

    private static func named(_ name: String, _ version: String) -> String { "\(name) \(version)" }

    private static func of(_ id: EventId) -> String { "of \(id)" }

    private static func by(_ identity: String?) -> String? { identity.map { "by \($0)" } }

    private static func value(_ name: String, _ text: String?) -> String? {
        text.map { "\(name) \(PlainText.short($0, 80))" }
    }

    /// The seconds of the wire as a duration in words.
    package static func seconds(_ wire: String) -> String {
        Int(wire).map { DurationWords.text(.seconds($0)) } ?? wire
    }
}

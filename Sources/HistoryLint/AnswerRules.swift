import SWFModel

/// The rules about what follows from a decider's answer: swf-spec.md 5.17, numbers 7 and 9.
struct AnswerRules: Sendable {
    /// The answer whose decisions are being written, and its moment.
    private var current: (eventId: EventId, at: Timestamp)?
    /// The answer's own task.
    private var startedEventId: EventId = 0
    /// For each decision that was only initiated, the answer that it was in.
    private var initiated: [EventId: EventId] = [:]

    mutating func take(_ event: HistoryEvent, decisionTasks: DecisionTaskRules, _ findings: inout LintFindings) {
        if case .decisionTaskCompleted(let attributes) = event.attributes {
            current = (event.eventId, event.eventTimestamp)
            startedEventId = attributes.startedEventId
            return
        }
        guard let link = event.attributes.decisionTaskCompletedEventId else {
            // Within an answer's events only the cancel of a task that nobody has taken links to something else.
            if case .activityTaskCanceled(let attributes) = event.attributes, attributes.startedEventId == 0 { return }
            current = nil
            return
        }
        if let initiatedEventId = event.attributes.laterOutcomeOf, initiatedEventId != 0 {
            // One that was never initiated is for other rules to find.
            if let answer = initiated[initiatedEventId], answer != link {
                findings.report(
                    .answer,
                    event,
                    "it links to answer \(link), but \(initiatedEventId) was not initiated there."
                )
            }
            current = nil
            return
        }
        if current?.eventId != link {
            findings.report(.answer, event, "it does not stand among the events of answer \(link).")
        } else if current?.at != event.eventTimestamp {
            findings.report(.answer, event, "it is not of the same moment as answer \(link).")
        }
        if event.attributes.isInitiated { initiated[event.eventId] = link }
        if event.attributes.isRefusedAsUnhandled {
            let isQueued = decisionTasks.waiting.contains { $0.eventId > startedEventId && $0.eventId < link }
            if !isQueued {
                findings.report(.unhandledDecision, event, "no decision task was scheduled while the decider worked.")
            }
        }
    }
}

extension HistoryEvent.Attributes {
    /// The answer that the event follows from; nil for events that follow from none.
    fileprivate var decisionTaskCompletedEventId: EventId? {
        switch self {
        case .workflowExecutionCompleted(let attributes): attributes.decisionTaskCompletedEventId
        case .completeWorkflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .workflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .failWorkflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .workflowExecutionCanceled(let attributes): attributes.decisionTaskCompletedEventId
        case .cancelWorkflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .workflowExecutionContinuedAsNew(let attributes): attributes.decisionTaskCompletedEventId
        case .continueAsNewWorkflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .activityTaskScheduled(let attributes): attributes.decisionTaskCompletedEventId
        case .scheduleActivityTaskFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .activityTaskCancelRequested(let attributes): attributes.decisionTaskCompletedEventId
        case .requestCancelActivityTaskFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .markerRecorded(let attributes): attributes.decisionTaskCompletedEventId
        case .recordMarkerFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .timerStarted(let attributes): attributes.decisionTaskCompletedEventId
        case .startTimerFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .timerCanceled(let attributes): attributes.decisionTaskCompletedEventId
        case .cancelTimerFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .startChildWorkflowExecutionInitiated(let attributes): attributes.decisionTaskCompletedEventId
        case .startChildWorkflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .signalExternalWorkflowExecutionInitiated(let attributes): attributes.decisionTaskCompletedEventId
        case .signalExternalWorkflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .requestCancelExternalWorkflowExecutionInitiated(let attributes): attributes.decisionTaskCompletedEventId
        case .requestCancelExternalWorkflowExecutionFailed(let attributes): attributes.decisionTaskCompletedEventId
        case .lambdaFunctionScheduled(let attributes): attributes.decisionTaskCompletedEventId
        case .scheduleLambdaFunctionFailed(let attributes): attributes.decisionTaskCompletedEventId
        default: nil
        }
    }

    /// The initiating event, for a failure that may come after its answer; 0 when there was none.
    fileprivate var laterOutcomeOf: EventId? {
        switch self {
        case .startChildWorkflowExecutionFailed(let attributes): attributes.initiatedEventId
        case .signalExternalWorkflowExecutionFailed(let attributes): attributes.initiatedEventId
        case .requestCancelExternalWorkflowExecutionFailed(let attributes): attributes.initiatedEventId
        default: nil
        }
    }

    fileprivate var isInitiated: Bool {
        switch self {
        case .startChildWorkflowExecutionInitiated, .signalExternalWorkflowExecutionInitiated,
            .requestCancelExternalWorkflowExecutionInitiated:
            true
        default: false
        }
    }

    fileprivate var isRefusedAsUnhandled: Bool {
        switch self {
        case .completeWorkflowExecutionFailed(let attributes): attributes.cause == .unhandledDecision
        case .failWorkflowExecutionFailed(let attributes): attributes.cause == .unhandledDecision
        case .cancelWorkflowExecutionFailed(let attributes): attributes.cause == .unhandledDecision
        case .continueAsNewWorkflowExecutionFailed(let attributes): attributes.cause == .unhandledDecision
        default: false
        }
    }
}

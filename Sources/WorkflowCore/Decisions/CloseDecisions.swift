import SWFModel

/// CompleteWorkflowExecution, FailWorkflowExecution and CancelWorkflowExecution (swf-spec.md 3.2.3 to 3.2.5).
///
/// What is open never holds a close back. What does is an event that the decider has not seen: then another decision
/// task waits behind the one that was answered, and the close fails with UNHANDLED_DECISION (swf-spec.md 3.1).
extension ExecutionMachine {
    /// Whether something happened while the decider worked. Within a batch the only decision task there can be is the
    /// one that was queued; what the batch itself causes is scheduled after it.
    var isDecisionUnhandled: Bool {
        switch state.decisionTask {
        case .idle: false
        case .scheduled, .started: true
        }
    }

    /// → WorkflowExecutionCompleted. ✗ CompleteWorkflowExecutionFailed.
    mutating func completeWorkflowExecution(
        _ decision: CompleteWorkflowExecutionDecisionAttributes,
        _ completedEventId: EventId,
        in transition: inout Transition
    ) {
        if isDecisionUnhandled {
            record(
                .completeWorkflowExecutionFailed(
                    .init(cause: .unhandledDecision, decisionTaskCompletedEventId: completedEventId)
                ),
                in: &transition
            )
        } else {
            record(
                .workflowExecutionCompleted(
                    .init(decisionTaskCompletedEventId: completedEventId, result: decision.result)
                ),
                in: &transition
            )
        }
    }

    /// → WorkflowExecutionFailed. ✗ FailWorkflowExecutionFailed.
    mutating func failWorkflowExecution(
        _ decision: FailWorkflowExecutionDecisionAttributes,
        _ completedEventId: EventId,
        in transition: inout Transition
    ) {
        if isDecisionUnhandled {
            record(
                .failWorkflowExecutionFailed(
                    .init(cause: .unhandledDecision, decisionTaskCompletedEventId: completedEventId)
                ),
                in: &transition
            )
        } else {
            record(
                .workflowExecutionFailed(
                    .init(
                        decisionTaskCompletedEventId: completedEventId,
                        details: decision.details,
                        reason: decision.reason
                    )
                ),
                in: &transition
            )
        }
    }

    /// → WorkflowExecutionCanceled, whether or not a cancel was requested. ✗ CancelWorkflowExecutionFailed.
    mutating func cancelWorkflowExecution(
        _ decision: CancelWorkflowExecutionDecisionAttributes,
        _ completedEventId: EventId,
        in transition: inout Transition
    ) {
        if isDecisionUnhandled {
            record(
                .cancelWorkflowExecutionFailed(
                    .init(cause: .unhandledDecision, decisionTaskCompletedEventId: completedEventId)
                ),
                in: &transition
            )
        } else {
            record(
                .workflowExecutionCanceled(
                    .init(decisionTaskCompletedEventId: completedEventId, details: decision.details)
                ),
                in: &transition
            )
        }
    }
}

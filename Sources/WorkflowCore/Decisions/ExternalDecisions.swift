import SWFModel

/// SignalExternalWorkflowExecution and RequestCancelExternalWorkflowExecution (swf-spec.md 3.2.10 and 3.2.11).
///
/// Both only initiate: the message goes through the outbox, and its outcome comes back as a transition of its own. Only what
/// is too much for the service fails at once, without an initiating event.
extension ExecutionMachine {
    /// → SignalExternalWorkflowExecutionInitiated. ✗ SignalExternalWorkflowExecutionFailed.
    mutating func signalExternal(
        _ decision: SignalExternalWorkflowExecutionDecisionAttributes,
        _ completedEventId: EventId,
        in transition: inout Transition
    ) {
        guard transition.allowance?.take(.signalExternalWorkflowExecution) ?? true else {
            record(
                .signalExternalWorkflowExecutionFailed(
                    .init(
                        cause: .signalExternalWorkflowExecutionRateExceeded,
                        control: decision.control,
                        decisionTaskCompletedEventId: completedEventId,
                        initiatedEventId: 0,
                        runId: Setting.text(decision.runId, or: nil),
                        workflowId: decision.workflowId
                    )
                ),
                in: &transition
            )
            return
        }
        record(
            .signalExternalWorkflowExecutionInitiated(
                .init(
                    control: decision.control,
                    decisionTaskCompletedEventId: completedEventId,
                    input: decision.input,
                    runId: Setting.text(decision.runId, or: nil),
                    signalName: decision.signalName,
                    workflowId: decision.workflowId
                )
            ),
            in: &transition
        )
    }

    /// → RequestCancelExternalWorkflowExecutionInitiated. ✗ RequestCancelExternalWorkflowExecutionFailed.
    mutating func requestCancelExternal(
        _ decision: RequestCancelExternalWorkflowExecutionDecisionAttributes,
        _ completedEventId: EventId,
        in transition: inout Transition
    ) {
        guard transition.allowance?.take(.requestCancelExternalWorkflowExecution) ?? true else {
            record(
                .requestCancelExternalWorkflowExecutionFailed(
                    .init(
                        cause: .requestCancelExternalWorkflowExecutionRateExceeded,
                        control: decision.control,
                        decisionTaskCompletedEventId: completedEventId,
                        initiatedEventId: 0,
                        runId: Setting.text(decision.runId, or: nil),
                        workflowId: decision.workflowId
                    )
                ),
                in: &transition
            )
            return
        }
        record(
            .requestCancelExternalWorkflowExecutionInitiated(
                .init(
                    control: decision.control,
                    decisionTaskCompletedEventId: completedEventId,
                    runId: Setting.text(decision.runId, or: nil),
                    workflowId: decision.workflowId
                )
            ),
            in: &transition
        )
    }
}

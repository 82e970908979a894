import SWFModel

/// SignalExternalWorkflowExecution and RequestCancelExternalWorkflowExecution (swf-spec.md 3.2.10 and 3.2.11).
///
/// Both only initiate: the message goes through the outbox, and its outcome comes back as a transition of its own.
extension ExecutionMachine {
    /// → SignalExternalWorkflowExecutionInitiated.
    mutating func signalExternal(
        _ decision: SignalExternalWorkflowExecutionDecisionAttributes,
        _ completedEventId: EventId,
        in transition: inout Transition
    ) {
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

    /// → RequestCancelExternalWorkflowExecutionInitiated.
    mutating func requestCancelExternal(
        _ decision: RequestCancelExternalWorkflowExecutionDecisionAttributes,
        _ completedEventId: EventId,
        in transition: inout Transition
    ) {
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

import DeciderCore

/// A signal or cancel request to another execution.
struct ExternalCall {
    let execution: HeldExecution
    let place: SourcePlace

    func signal(_ name: String, input: String?, to target: WorkflowExecution) async throws {
        let attributes = SignalExternalWorkflowExecutionDecisionAttributes(
            input: input,
            runId: target.runId.isEmpty ? nil : target.runId,
            signalName: name,
            workflowId: target.workflowId
        )
        try await deliver("signal \(name)", to: target.workflowId) { replay, place in
            replay.signalExternal(attributes, place: place)
        }
    }

    func requestCancel(_ target: WorkflowExecution) async throws {
        let attributes = RequestCancelExternalWorkflowExecutionDecisionAttributes(
            runId: target.runId.isEmpty ? nil : target.runId,
            workflowId: target.workflowId
        )
        try await deliver("cancel request", to: target.workflowId) { replay, place in
            replay.requestCancelExternal(attributes, place: place)
        }
    }

    private func deliver(
        _ what: String,
        to workflowId: String,
        _ ask: @Sendable (inout Replay, SourcePlace) -> CommandId
    ) async throws {
        let step = "external-\(execution.nextExternalNumber())"
        let outcome: ExternalOutcome = try await ThrottledStep(execution: execution, step: step, place: place).run {
            guard case .external(_, let outcome) = try await execution.command(place, ask) else {
                throw ExecutionReleased()
            }
            return outcome
        } isRefusedForNow: {
            $0 == .refused(.rateExceeded)
        }
        try Task.checkCancellation()
        if case .refused(let refusal) = outcome {
            throw ExternalFailure(what: what, workflowId: workflowId, refusal: refusal)
        }
    }
}

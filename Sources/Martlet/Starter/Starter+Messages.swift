extension Starter {
    /// Signals an open execution.
    ///
    /// - Parameters:
    ///   - signal: The signal.
    ///   - payload: What it carries.
    ///   - workflowId: The workflow id of the execution.
    ///   - runId: Its run id; nil is whichever run is open.
    ///
    /// - Throws: ``ValueFailure`` when the payload is too large; `Fault`, of which `UnknownResourceFault` says that no such
    ///   execution is open.
    public func signal<Payload>(
        _ signal: Signal<Payload>,
        _ payload: Payload,
        workflowId: String,
        runId: String? = nil
    ) async throws {
        try await service.signalWorkflowExecution(
            SignalWorkflowExecutionInput(
                domain: domain,
                input: try ValueText.encode(payload, field: "the payload of the signal \(signal.name)"),
                runId: runId,
                signalName: signal.name,
                workflowId: workflowId
            )
        )
    }

    /// Asks an open execution to cancel itself.
    ///
    /// - Throws: `Fault`, of which `UnknownResourceFault` says that no such execution is open.
    public func requestCancel(workflowId: String, runId: String? = nil) async throws {
        try await service.requestCancelWorkflowExecution(
            RequestCancelWorkflowExecutionInput(domain: domain, runId: runId, workflowId: workflowId)
        )
    }

    /// What an execution last showed of itself by ``WorkflowContext/publish(_:fileID:line:)``; nil when it showed nothing.
    ///
    /// - Throws: ``ValueFailure`` when it is of another type; `Fault` when there is no such execution.
    public func published<Value: Decodable>(
        _ type: Value.Type = Value.self,
        of execution: WorkflowExecution
    ) async throws -> Value? {
        let detail = try await service.describeWorkflowExecution(
            DescribeWorkflowExecutionInput(domain: domain, execution: execution)
        )
        guard let text = detail.latestExecutionContext, !text.isEmpty else { return nil }
        return try ValueText.decode(type, from: text, field: "the published state of \(execution.workflowId)")
    }
}

import DeciderCore

extension WorkflowContext {
    /// The channel of a signal. Signals are kept from the start of the execution, so nothing is lost before this is called.
    public func channel<Payload>(
        _ signal: Signal<Payload>,
        fileID: String = #fileID,
        line: Int = #line
    ) -> SignalChannel<Payload> {
        let place = SourcePlace(fileID: fileID, line: line)
        execution.openChannel(signal.name, place: place)
        return SignalChannel(execution: execution, signal: signal, place: place)
    }

    /// Waits until something is true.
    ///
    /// It is looked at now, and again whenever an event of the history has let the code go on. What it looks at must be the
    /// execution's own, such as a ``WorkflowState``, and it may do nothing but look: a call of the context in it fails the
    /// execution. Several that become true together go on in the order in which they began
    /// to wait.
    ///
    /// - Throws: `CancellationError` when the calling task is canceled.
    public func condition(
        fileID: String = #fileID,
        line: Int = #line,
        _ isTrue: @escaping @Sendable () -> Bool
    ) async throws {
        try await execution.wait(until: isTrue, place: SourcePlace(fileID: fileID, line: line))
    }

    /// Sends a signal to another open execution of the domain and waits until it arrived.
    ///
    /// - Parameters:
    ///   - signal: The signal.
    ///   - payload: What it carries.
    ///   - workflowId: The workflow id of the execution.
    ///   - runId: Its run id; nil is whichever run is open.
    ///   - fileID: The file of the call, for messages; the compiler fills it in.
    ///   - line: The line of the call, likewise.
    ///
    /// - Throws: ``ExternalFailure`` when it does not arrive; ``ValueFailure`` when the payload is too large;
    ///   `CancellationError` when the calling task is canceled.
    public func signal<Payload>(
        _ signal: Signal<Payload>,
        _ payload: Payload,
        to workflowId: String,
        runId: String? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws {
        let call = ExternalCall(execution: execution, place: SourcePlace(fileID: fileID, line: line))
        let input = try ValueText.encode(payload, field: "the payload of the signal \(signal.name)")
        try await call.signal(
            signal.name,
            input: input,
            to: WorkflowExecution(runId: runId ?? "", workflowId: workflowId)
        )
    }

    /// Asks another open execution of the domain to cancel itself and waits until it was told.
    ///
    /// - Throws: ``ExternalFailure`` when there is no such execution; `CancellationError` when the calling task is
    ///   canceled.
    public func requestCancel(
        _ workflowId: String,
        runId: String? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws {
        let call = ExternalCall(execution: execution, place: SourcePlace(fileID: fileID, line: line))
        try await call.requestCancel(WorkflowExecution(runId: runId ?? "", workflowId: workflowId))
    }
}

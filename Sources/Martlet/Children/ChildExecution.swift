import DeciderCore

/// A child execution that has started.
///
/// It is used on the parent's own tasks, like the context it came from.
public struct ChildExecution<Output: Codable & Sendable>: Sendable {
    let call: ChildCall
    let started: ChildCall.Started

    /// The child's workflow id and first run id; after it continued as new its run id is another.
    public let execution: WorkflowExecution

    /// Waits until the child ended, and gives its result; also again and from several tasks.
    ///
    /// A task that is canceled while it waits asks the child to cancel itself, and goes on waiting for its end.
    ///
    /// - Throws: ``ChildFailure`` when the child did not complete; ``ValueFailure`` when the result cannot be read;
    ///   `CancellationError` when the calling task is canceled.
    public func result() async throws -> Output {
        try await result(isSameCall: false)
    }

    func result(isSameCall: Bool) async throws -> Output {
        let text = try await call.result(of: started, run: execution, isSameCall: isSameCall)
        return try ValueText.decode(
            Output.self,
            from: text,
            field: "the output of the workflow \(call.definition.name)"
        )
    }

    /// Signals the child and waits until the signal arrived.
    ///
    /// - Throws: As ``WorkflowContext/signal(_:_:to:runId:fileID:line:)``.
    public func signal<Payload>(
        _ signal: Signal<Payload>,
        _ payload: Payload,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws {
        try await WorkflowContext(execution: call.execution)
            .signal(signal, payload, to: started.workflowId, fileID: fileID, line: line)
    }

    /// Asks the child to cancel itself and waits until it was told.
    ///
    /// - Throws: As ``WorkflowContext/requestCancel(_:runId:fileID:line:)``.
    public func requestCancel(fileID: String = #fileID, line: Int = #line) async throws {
        try await WorkflowContext(execution: call.execution)
            .requestCancel(started.workflowId, fileID: fileID, line: line)
    }
}

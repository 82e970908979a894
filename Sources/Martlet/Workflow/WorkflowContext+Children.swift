import DeciderCore

extension WorkflowContext {
    /// Runs a child execution and waits for its result.
    ///
    /// A task that is canceled meanwhile asks the child to cancel itself and waits for its end.
    ///
    /// - Throws: ``ChildFailure`` when the child did not complete; ``ValueFailure`` when the input is too large or the result
    ///   cannot be read; `CancellationError` when the calling task is canceled.
    @discardableResult
    public func run<W: Workflow>(
        _ workflow: W.Type,
        _ input: W.Input,
        options: ChildOptions = ChildOptions(),
        fileID: String = #fileID,
        line: Int = #line
    ) async throws -> W.Output {
        try await start(workflow, input, options: options, fileID: fileID, line: line).result(isSameCall: true)
    }

    /// Runs a child execution that wants no input.
    ///
    /// - Throws: As ``run(_:_:options:fileID:line:)->W.Output``.
    @discardableResult
    public func run<W: Workflow>(
        _ workflow: W.Type,
        options: ChildOptions = ChildOptions(),
        fileID: String = #fileID,
        line: Int = #line
    ) async throws -> W.Output where W.Input == Nothing {
        try await run(workflow, Nothing(), options: options, fileID: fileID, line: line)
    }

    /// Starts a child execution, waits until it has started, and goes on while it runs.
    ///
    /// A child whose result nobody waits for goes on when its parent ends; the parent's child policy says what becomes of it
    /// when the parent is terminated or times out.
    ///
    /// - Throws: ``ChildFailure`` when it could not be started; ``ValueFailure`` when the input is too large;
    ///   `CancellationError` when the calling task is canceled.
    public func start<W: Workflow>(
        _ workflow: W.Type,
        _ input: W.Input,
        options: ChildOptions = ChildOptions(),
        fileID: String = #fileID,
        line: Int = #line
    ) async throws -> ChildExecution<W.Output> {
        let call = ChildCall(
            execution: execution,
            definition: W.definition,
            options: options,
            place: SourcePlace(fileID: fileID, line: line)
        )
        let text = try ValueText.encode(input, field: "the input of the workflow \(W.definition.name)")
        let (started, run) = try await call.start(input: text)
        return ChildExecution(call: call, started: started, execution: run)
    }
}

import DeciderCore

extension WorkflowContext {
    /// Runs an activity and waits for its result, with the retries of its policy.
    ///
    /// - Throws: ``ActivityFailure`` when there is no further attempt; ``ValueFailure`` when the input is too large or
    ///   the result cannot be read; `CancellationError` when the calling task is canceled.
    @discardableResult
    public func run<A: Activity>(
        _ activity: A.Type,
        _ input: A.Input,
        options: ActivityOptions = ActivityOptions(),
        fileID: String = #fileID,
        line: Int = #line
    ) async throws -> A.Output {
        let name = A.definition.name
        let call = ActivityCall(
            execution: execution,
            definition: A.definition,
            options: options,
            place: SourcePlace(fileID: fileID, line: line)
        )
        let result = try await call.run(input: ValueText.encode(input, field: "the input of the activity \(name)"))
        return try ValueText.decode(A.Output.self, from: result, field: "the output of the activity \(name)")
    }

    /// Runs an activity that wants no input.
    ///
    /// - Throws: As ``run(_:_:options:fileID:line:)->A.Output``.
    @discardableResult
    public func run<A: Activity>(
        _ activity: A.Type,
        options: ActivityOptions = ActivityOptions(),
        fileID: String = #fileID,
        line: Int = #line
    ) async throws -> A.Output where A.Input == Nothing {
        try await run(activity, Nothing(), options: options, fileID: fileID, line: line)
    }

    /// Runs an activity over many inputs, at most so many side by side, and gives the results in the order of the
    /// inputs.
    ///
    /// The first failure cancels the others and is thrown.
    ///
    /// - Throws: As ``run(_:_:options:fileID:line:)->A.Output``.
    public func map<A: Activity>(
        _ activity: A.Type,
        _ inputs: [A.Input],
        atMost: Int,
        options: ActivityOptions = ActivityOptions(),
        fileID: String = #fileID,
        line: Int = #line
    ) async throws -> [A.Output] {
        try await withThrowingTaskGroup(of: (Int, A.Output).self) { group in
            var results = [A.Output?](repeating: nil, count: inputs.count)
            for (index, input) in inputs.enumerated() {
                if index >= max(1, atMost), let (done, output) = try await group.next() {
                    results[done] = output
                }
                group.addTask {
                    (index, try await run(activity, input, options: options, fileID: fileID, line: line))
                }
            }
            for try await (done, output) in group {
                results[done] = output
            }
            return results.compactMap { $0 }
        }
    }
}

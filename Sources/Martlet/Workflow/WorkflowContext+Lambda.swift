import DeciderCore

extension WorkflowContext {
    /// Calls a lambda function of the service and waits for its result.
    ///
    /// The execution must have been started with a lambda role. A canceled task no longer waits; the function runs on.
    ///
    /// - Parameters:
    ///   - name: The function's name; at most 64 characters.
    ///   - input: What it gets, as JSON.
    ///   - output: What it gives.
    ///   - startToClose: The longest it may take, 1 to 900 seconds; nil is 900.
    ///   - fileID: The file of the call, for messages; the compiler fills it in.
    ///   - line: The line of the call, likewise.
    ///
    /// - Throws: ``LambdaFailure`` when it did not complete; ``ValueFailure`` when the input is too large or the result cannot
    ///   be read; `CancellationError` when the calling task is canceled.
    public func lambda<Output: Decodable & Sendable>(
        _ name: String,
        _ input: some Encodable & Sendable = Nothing(),
        as output: Output.Type = Output.self,
        startToClose: Duration? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws -> Output {
        let place = SourcePlace(fileID: fileID, line: line)
        let id = "lambda-\(execution.nextLambdaNumber())"
        let text = try ValueText.encode(input, field: "the input of the lambda function \(name)")
        let attributes = ScheduleLambdaFunctionDecisionAttributes(
            id: id,
            input: text,
            name: name,
            startToCloseTimeout: startToClose?.timeout
        )
        let outcome: LambdaOutcome = try await ThrottledStep(execution: execution, step: id, place: place).run {
            let resolution = try await execution.command(place) { replay, place in
                replay.scheduleLambda(attributes, place: place)
            }
            guard case .lambda(_, let outcome) = resolution else { throw ExecutionReleased() }
            return outcome
        } isRefusedForNow: { outcome in
            if case .notScheduled(let cause) = outcome { cause.willPass } else { false }
        }
        guard case .completed(let result) = outcome else {
            try Task.checkCancellation()
            throw LambdaFailure(function: name, outcome: outcome)
        }
        return try ValueText.decode(output, from: result, field: "the output of the lambda function \(name)")
    }
}

extension ScheduleLambdaFunctionFailedCause {
    /// Whether the service may take the same call a little later.
    fileprivate var willPass: Bool {
        switch self {
        case .openLambdaFunctionsLimitExceeded, .lambdaFunctionCreationRateExceeded: true
        case .idAlreadyInUse, .lambdaServiceNotAvailableInRegion: false
        }
    }
}

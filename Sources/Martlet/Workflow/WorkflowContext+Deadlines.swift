extension WorkflowContext {
    /// Lets something take so long at most; the time is a timer of the execution.
    ///
    /// When the time is over the body's task is canceled: an activity in it is asked to cancel, and its end is waited for.
    ///
    /// - Throws: ``TimedOut`` when the time is over first; else what the body throws.
    @discardableResult
    public func withTimeout<Value: Sendable>(
        _ duration: Duration,
        fileID: String = #fileID,
        line: Int = #line,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await sleep(for: duration, fileID: fileID, line: line)
                return nil
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else { throw TimedOut(after: duration) }
            return value
        }
    }

    /// Lets something take until a moment at most, as ``withTimeout(_:fileID:line:_:)`` does.
    ///
    /// - Throws: As ``withTimeout(_:fileID:line:_:)``.
    @discardableResult
    public func withDeadline<Value: Sendable>(
        _ moment: Timestamp,
        fileID: String = #fileID,
        line: Int = #line,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withTimeout(max(.zero, moment - now), fileID: fileID, line: line, body)
    }

    /// Runs something that a cancellation does not stop: clean-up that must be done all the same.
    ///
    /// The body sees a task that is not canceled, whatever becomes of the one that calls.
    ///
    /// - Throws: What the body throws.
    @discardableResult
    public func shielded<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        // Awaited on the next line. Unstructured, because a child task would inherit the cancellation.
        let shield = Task(executorPreference: execution.executor, priority: .medium) { try await body() }
        return try await shield.value
    }
}

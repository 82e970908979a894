import CommandSupport

/// How long an answer is waited for.
enum Patience {
    /// What the body gives, or a complaint when it takes longer.
    ///
    /// - Throws: ``Complaint`` (unreachable) when the time is over; what the body throws.
    static func within<Value: Sendable>(
        _ limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await body() }
            group.addTask {
                // The longest that the service may take; canceled when it has answered.
                try await Task.sleep(for: limit)
                throw Complaint(.unreachable, "The service gave no answer within \(DurationWords.text(limit)).")
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}

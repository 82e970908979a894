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
        let (result, isLate) = await TimeLimit(limit).run { () -> Result<Value, any Error> in
            do {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        }
        if isLate { throw Complaint(.unreachable, "The service gave no answer within \(DurationWords.text(limit)).") }
        return try result.get()
    }
}

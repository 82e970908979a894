import Testing

/// Waiting without a clock: for something that other tasks of the process bring about.
enum Bounded {
    /// Yields until the condition holds; an issue when it does not after very many turns.
    static func wait(
        sourceLocation: SourceLocation = #_sourceLocation,
        until condition: () async throws -> Bool
    ) async rethrows {
        for _ in 0..<1_000_000 {
            if try await condition() { return }
            await Task.yield()
        }
        Issue.record("What was waited for did not come.", sourceLocation: sourceLocation)
    }
}

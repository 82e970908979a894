/// How long something may take.
package struct TimeLimit: Sendable {
    private let limit: Duration

    /// Names the limit.
    package init(_ limit: Duration) { self.limit = limit }

    /// Does something, and cancels it when it takes too long. It is waited for in any case, so it should listen.
    ///
    /// - Returns: What it gave, and whether it was canceled for taking too long.
    package func run<Value: Sendable>(
        _ body: @escaping @Sendable () async -> Value
    ) async -> (value: Value, isLate: Bool) {
        // Both are awaited below; unstructured so that the one can cancel the other.
        let work = Task { await body() }
        let alarm = Task {
            // The limit itself; canceled when the work is done.
            do { try await Task.sleep(for: limit) } catch { return false }
            work.cancel()
            return true
        }
        return await withTaskCancellationHandler {
            let value = await work.value
            alarm.cancel()
            return (value, await alarm.value)
        } onCancel: {
            work.cancel()
        }
    }
}

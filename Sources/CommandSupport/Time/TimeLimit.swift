import Synchronization

/// How long something may take.
package struct TimeLimit: Sendable {
    private let limit: Duration

    /// Names the limit.
    package init(_ limit: Duration) { self.limit = limit }

    /// What came first: the end of the work, or the end of its time.
    private final class Race: Sendable {
        private let isLate = Mutex<Bool?>(nil)

        /// Settles it, if it is not settled; whether the time was over first.
        @discardableResult func settle(isLate: Bool) -> Bool {
            self.isLate.withLock { settled in
                settled = settled ?? isLate
                return settled ?? isLate
            }
        }
    }

    /// Does something, and cancels it when it takes too long. It is waited for in any case, so it should listen.
    ///
    /// - Returns: What it gave, and whether it was canceled for taking too long.
    package func run<Value: Sendable>(
        _ body: @escaping @Sendable () async -> Value
    ) async -> (value: Value, isLate: Bool) {
        let race = Race()
        // Awaited below; unstructured so that the alarm can cancel it.
        let work = Task {
            let value = await body()
            return (value, race.settle(isLate: false))
        }
        // Ends with the work, which cancels it, or has ended by canceling the work.
        let alarm = Task {
            // The limit itself; canceled when the work is done.
            do { try await Task.sleep(for: limit) } catch { return }
            if race.settle(isLate: true) { work.cancel() }
        }
        defer { alarm.cancel() }
        return await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
    }
}

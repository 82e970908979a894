import ServiceLifecycle
import Synchronization

/// The polls of a loop that have not come back, and how they do when the loop is to stop.
final class OpenPolls: Sendable {
    private let count = Mutex(0)

    /// A poll begins. It is counted before the loop looks whether it is to stop, so that none slips in between.
    func begin() { count.withLock { $0 += 1 } }

    /// A poll has come back, or was not made.
    func end() { count.withLock { $0 -= 1 } }

    private var isEmpty: Bool { count.withLock { $0 == 0 } }

    /// Waits for the graceful shutdown, then has the service answer what waits. Ends with its last poll, or when it is canceled.
    func end(by ask: @Sendable () async throws -> Void, logger: Logger) async {
        // Canceled or asked to stop, what is left to do is the same.
        try? await gracefulShutdown()
        var wait = Duration.milliseconds(50)
        while !isEmpty, !Task.isCancelled {
            do {
                try await ask()
            } catch let fault as Fault where !fault.willPass || fault.code == .accessDenied {
                logger.notice(
                    "The service ends no polls; those that wait are waited for, so that no task on its way is lost",
                    metadata: ["limit_time": "60", "reason": "\(fault)"]
                )
                return
            } catch {
                // A service that cannot be reached ends its polls by that; one that is busy is asked again.
                logger.debug("Ending the polls did not go through", metadata: ["error": "\(error)"])
            }
            // A poll may have been on its way to the service when it was asked.
            try? await Task.sleep(for: wait)
            wait = min(wait * 2, .seconds(1))
        }
    }
}

import ServiceLifecycle

/// Polls again and again, and hands over each task, until graceful shutdown or cancellation.
struct PollLoop: Sendable {
    let backoff: Backoff
    let logger: Logger

    /// Polls until it is time to stop. A poll that waits is given up then; a task that is held is finished.
    func run<Value: Sendable>(
        poll: @escaping @Sendable () async throws -> Value?,
        handle: (Value) async -> Void
    ) async {
        var failures = 0
        while !isStopping {
            do {
                let task = try await cancelWhenGracefulShutdown(poll)
                if failures > 0 {
                    logger.notice("Polling goes through again", metadata: ["failures": "\(failures)"])
                    failures = 0
                }
                if let task { await handle(task) }
            } catch {
                if isStopping { return }
                failures += 1
                let wait = backoff.wait(afterFailure: failures)
                // The first failure of a row is news; after that a line now and then is enough.
                let level: Logger.Level = failures == 1 || failures.isMultiple(of: 10) ? .warning : .debug
                logger.log(
                    level: level,
                    "Polling did not go through and is tried again",
                    metadata: ["error": "\(error)", "failures": "\(failures)", "wait_time": "\(wait)"]
                )
                // The back-off after a failed poll; a shutdown ends it at once.
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: wait) }
            }
        }
    }

    private var isStopping: Bool { Task.isCancelled || Task.isShuttingDownGracefully }
}

import ServiceLifecycle

/// Polls again and again, and hands over each task, until graceful shutdown or cancellation.
struct PollLoop: Sendable {
    let backoff: Backoff
    let logger: Logger
    var ending = PollEnding.giveUp
    var onPoll: (@Sendable () -> Void)?

    /// Polls until it is time to stop, with as many polls as there are slots free. A task that is held is finished.
    func run<Value: Sendable>(
        slots: Int,
        poll: @escaping @Sendable () async throws -> Value?,
        handle: @escaping @Sendable (Value) async -> Void
    ) async {
        let open = OpenPolls()
        await withDiscardingTaskGroup { group in
            if case .ask(let ask) = ending {
                group.addTask { await open.end(by: ask, logger: logger) }
            }
            await withDiscardingTaskGroup { group in
                for _ in 0..<max(1, slots) {
                    group.addTask { await run(open, poll: poll, handle: handle) }
                }
            }
            group.cancelAll()
        }
    }

    private func run<Value: Sendable>(
        _ open: OpenPolls,
        poll: @escaping @Sendable () async throws -> Value?,
        handle: (Value) async -> Void
    ) async {
        var failures = 0
        while !isStopping {
            do {
                let task = try await once(open, poll)
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

    /// One poll. What it brings is handed over, also when the loop is to stop by then.
    private func once<Value: Sendable>(
        _ open: OpenPolls,
        _ poll: @escaping @Sendable () async throws -> Value?
    ) async throws -> Value? {
        open.begin()
        defer { open.end() }
        if isStopping { return nil }
        let task: Value?
        switch ending {
        case .giveUp: task = try await cancelWhenGracefulShutdown(poll)
        case .ask: task = try await poll()
        }
        onPoll?()
        return task
    }

    private var isStopping: Bool { Task.isCancelled || Task.isShuttingDownGracefully }
}

import CommandSupport
import Logging
import Martlet

/// Says what a process still holds while it finishes it: at the start, now and then, and what came of it.
struct Drain: Sendable {
    private let logger: Logger
    private let tasksBefore: Int
    private let heldBefore: Int
    private let start = ContinuousClock.now
    private let reporter: PoolReporter
    private let lines: Task<Void, Never>
    private static let interval = Duration.seconds(10)

    /// Begins, with a line that says why, what is held, and how long it may take.
    init(_ reason: PoolLife.Reason, reporter: PoolReporter, logger: Logger) {
        self.logger = logger
        self.reporter = reporter
        tasksBefore = reporter.tasksDone
        let tasks = reporter.tasks
        heldBefore = tasks.count
        logger.info(
            "polls no more: \(DrainWords.reason(reason)); \(DrainWords.held(tasks, at: MachineClock.now))",
            metadata: ["tasks": "\(tasks.count)"]
        )
        // Canceled by end(), which comes when nothing is held any more; it only writes lines.
        lines = Task {
            while true {
                // Now and then a line is enough.
                do { try await Task.sleep(for: Self.interval) } catch { return }
                let tasks = reporter.tasks
                if !tasks.isEmpty { logger.info("still \(DrainWords.held(tasks, at: MachineClock.now))") }
            }
        }
    }

    /// Ends, with a line that says what came of it.
    func end() {
        lines.cancel()
        let done = reporter.tasksDone - tasksBefore
        let left = reporter.tasks.count
        // A task may have been on its way when polling ended.
        let late = max(0, done + left - heldBefore)
        var line = "finished \(DrainWords.count(done))"
        if late > 0 { line += ", \(late) of them on their way when polling ended" }
        if left > 0 { line += "; \(DrainWords.count(left)) not finished" }
        logger.info("\(line), in \(DurationWords.text(ContinuousClock.now - start))")
    }
}

import Martlet

/// Heartbeats beside work that cannot say by itself that it goes on, such as copying one large file.
///
/// With it a heartbeat timeout can be short, so that a worker that was killed is found out soon, and a slow disk is not taken
/// for one.
enum SteadyHeartbeat {
    /// Does something, with a heartbeat every two seconds until it is done.
    ///
    /// - Throws: What the work throws; `CancellationError` when the task is to be canceled, once the work has noticed.
    static func during<Result: Sendable>(
        _ context: ActivityContext,
        every interval: Duration = .seconds(2),
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                while true {
                    try await context.heartbeat()
                    // The time between two heartbeats; it ends with the work, which cancels this task.
                    try await Task.sleep(for: interval)
                }
            }
            group.addTask { try await work() }
            defer { group.cancelAll() }
            while let ended = try await group.next() {
                if let result = ended { return result }
            }
            throw CancellationError()
        }
    }
}

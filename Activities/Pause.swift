import Martlet

/// A wait inside an activity that can be canceled and that the service hears of.
struct Pause: Sendable {
    /// How long, in seconds.
    var seconds: Double
    /// How long between two heartbeats at most.
    var beat: Duration = .seconds(1)

    /// Waits, with a heartbeat at the beginning and after each part.
    ///
    /// - Throws: `CancellationError` when the task is to be canceled.
    func wait(_ context: ActivityContext) async throws {
        guard seconds > 0, seconds.isFinite else { return }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        while clock.now < end {
            let left = clock.now.duration(to: end)
            try await context.heartbeat("\(Int((left / .seconds(1)).rounded(.up))) s left")
            // Waiting is what this activity is for; it ends at once when the task is canceled.
            try await Task.sleep(for: min(left, beat))
        }
    }
}

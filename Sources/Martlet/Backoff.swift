/// Waits that grow, for calls of the service that did not go through.
public struct Backoff: Sendable, Hashable {
    /// The first wait.
    public var initial: Duration
    /// The longest wait.
    public var maximum: Duration

    /// Creates a back-off whose waits double from the first to the longest.
    public init(initial: Duration = .milliseconds(200), maximum: Duration = .seconds(30)) {
        self.initial = initial
        self.maximum = maximum
    }

    /// The wait after so many failures in a row (1 is the first).
    public func wait(afterFailure count: Int) -> Duration {
        RetryPolicy(maximumAttempts: .max, initial: initial, multiplier: 2, maximum: maximum)
            .backoff(afterAttempt: max(1, count))
    }
}

/// How often, and after what wait, an activity is tried again when an attempt failed or timed out.
///
/// The waits are timers of the execution: nothing sleeps in a worker or decider, and a wait survives a restart. They
/// are rounded up to whole seconds. A ``PermanentFailure`` is never tried again. An attempt that its worker handed back when it was
/// stopped is made once more at once, and is not counted.
public struct RetryPolicy: Sendable, Hashable {
    /// Attempts in all, the first included; at least 1.
    public var maximumAttempts: Int
    /// The wait before the second attempt.
    public var initial: Duration
    /// What each wait is multiplied by for the next.
    public var multiplier: Double
    /// The longest wait.
    public var maximum: Duration

    /// One attempt only.
    public static let none = RetryPolicy(maximumAttempts: 1, initial: .zero, multiplier: 1, maximum: .zero)

    /// Waits that grow: with the defaults 1, 2 and 4 seconds before the second, third and fourth attempt.
    public static func exponential(
        maximumAttempts: Int = 4,
        initial: Duration = .seconds(1),
        multiplier: Double = 2,
        maximum: Duration = .minutes(5)
    ) -> RetryPolicy {
        RetryPolicy(
            maximumAttempts: max(1, maximumAttempts),
            initial: initial,
            multiplier: multiplier,
            maximum: maximum
        )
    }

    /// The wait after so many attempts (1 is the first); nil when there is no further attempt.
    public func wait(afterAttempt attempt: Int) -> Duration? {
        guard attempt >= 1, attempt < maximumAttempts else { return nil }
        return backoff(afterAttempt: attempt)
    }

    /// The wait after so many attempts, whether or not the policy allows another.
    func backoff(afterAttempt attempt: Int) -> Duration {
        var wait = initial
        var step = 1
        while step < attempt, wait < maximum, multiplier > 1, wait > .zero {
            // Bounded, as a product beyond what a duration holds would trap.
            wait = wait * min(multiplier, 1_000)
            step += 1
        }
        return max(.zero, min(wait, maximum))
    }
}

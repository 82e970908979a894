/// How often a call is tried, and how long it waits in between.
///
/// The wait before each further attempt is drawn evenly from zero to a ceiling that doubles ("full jitter"), so that
/// many clients that lost one server do not come back all at once.
public struct RetrySchedule: Hashable, Sendable {
    /// How often a call is sent, the first time included.
    public var maximumAttempts: Int
    /// The ceiling of the wait before the second attempt.
    public var firstCeiling: Duration
    /// The same where the service said that it is asked too often.
    public var firstCeilingWhenThrottled: Duration
    /// No ceiling is higher.
    public var highestCeiling: Duration

    /// The defaults are those of the AWS SDKs, with a quicker second attempt.
    public init(
        maximumAttempts: Int = 4,
        firstCeiling: Duration = .milliseconds(100),
        firstCeilingWhenThrottled: Duration = .milliseconds(500),
        highestCeiling: Duration = .seconds(5)
    ) {
        self.maximumAttempts = maximumAttempts
        self.firstCeiling = firstCeiling
        self.firstCeilingWhenThrottled = firstCeilingWhenThrottled
        self.highestCeiling = highestCeiling
    }

    /// The longest wait after that many attempts.
    func ceiling(afterAttempt attempt: Int, isThrottled: Bool) -> Duration {
        let first = isThrottled ? firstCeilingWhenThrottled : firstCeiling
        return min(first * (1 << min(max(attempt - 1, 0), 20)), highestCeiling)
    }

    /// The wait after that many attempts, by a number from 0 to 1.
    func wait(afterAttempt attempt: Int, isThrottled: Bool, chance: Double) -> Duration {
        ceiling(afterAttempt: attempt, isThrottled: isThrottled) * chance
    }
}

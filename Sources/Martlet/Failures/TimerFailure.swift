/// A timer that the service refused to start.
public struct TimerFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The timer's id.
    public var timerId: String
    /// Why it was refused.
    public var cause: StartTimerFailedCause

    /// Creates a failure.
    public init(timerId: String, cause: StartTimerFailedCause) {
        self.timerId = timerId
        self.cause = cause
    }

    /// A sentence for people.
    public var description: String { "the timer \(timerId) could not be started: \(cause.rawValue)" }
}

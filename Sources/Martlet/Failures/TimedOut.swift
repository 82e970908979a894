/// What ``WorkflowContext/withTimeout(_:fileID:line:_:)`` throws when the time is over.
public struct TimedOut: Error, Hashable, Sendable, CustomStringConvertible {
    /// How long was waited.
    public var duration: Duration

    /// Creates the error.
    public init(after duration: Duration) {
        self.duration = duration
    }

    /// A sentence for people.
    public var description: String { "it was not done within \(duration.wholeSeconds) seconds" }
}

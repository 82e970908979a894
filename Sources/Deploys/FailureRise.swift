/// How many executions failed or timed out in a span before the programs were replaced, and in as long a span after.
public struct FailureRise: Hashable, Sendable {
    /// The environment.
    public var environment: String
    /// In the span before.
    public var before: Int
    /// In the span after.
    public var after: Int

    /// Fewer failures than these are chance.
    public static let least = 3

    /// Creates the value from its parts.
    public init(environment: String, before: Int, after: Int) {
        self.environment = environment
        self.before = before
        self.after = after
    }

    /// Why it stands against the new programs, as a sentence; nil when it does not: at least three failures, and more than
    /// twice as many as before.
    public var complaint: String? {
        guard after >= Self.least, after > 2 * before else { return nil }
        return
            "\(after) executions of \(environment) failed or timed out since, and \(before) in as long a time before."
    }
}

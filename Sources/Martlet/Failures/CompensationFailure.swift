/// A failure whose steps could not all be undone.
public struct CompensationFailure: Error, Sendable, CustomStringConvertible {
    /// A step that could not be undone.
    public struct Step: Sendable {
        /// Its name.
        public var name: String
        /// What came out of undoing it.
        public var error: any Error

        /// Creates a step.
        public init(name: String, error: any Error) {
            self.name = name
            self.error = error
        }
    }

    /// What the steps were to be undone for.
    public var cause: any Error
    /// What is not undone, in the order in which it was tried.
    public var failures: [Step]

    /// Creates a failure.
    public init(cause: any Error, failures: [Step]) {
        self.cause = cause
        self.failures = failures
    }

    /// A sentence for people.
    public var description: String {
        let steps = failures.map { "\($0.name): \(FailureReport($0.error).reason)" }.joined(separator: "; ")
        return "\(FailureReport(cause).reason). Not undone: \(steps)"
    }
}

/// A value that cannot travel, or that came and cannot be read.
public struct ValueFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which value it is, such as `the input of RenderPage`.
    public var field: String
    /// What is wrong with it, as the rest of the sentence.
    public var problem: String

    /// Creates a failure.
    public init(field: String, problem: String) {
        self.field = field
        self.problem = problem
    }

    /// A sentence for people.
    public var description: String { "\(field) \(problem)" }
}

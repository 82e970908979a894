public import Martlet

/// An execution that closed otherwise than completed, where its result was wanted.
public struct LocalExecutionFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// How it closed, and why.
    public var outcome: ExecutionOutcome

    /// A sentence for people.
    public var description: String {
        let words = outcome.closeStatus.rawValue.lowercased().replacing("_", with: " ")
        return "the execution \(outcome.execution.workflowId) closed as \(words)"
            + (outcome.reason.map { ": \($0)" } ?? "")
    }
}

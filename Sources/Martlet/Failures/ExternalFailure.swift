import DeciderCore

/// A signal or cancel request that did not arrive at another execution.
public struct ExternalFailure: Error, Hashable, Sendable {
    /// Why it did not arrive.
    public enum Cause: Hashable, Sendable {
        /// No execution of this workflow id, or no such run, is open.
        case unknownExecution
        /// Too many were sent at once.
        case rateExceeded
        /// The decider's credentials do not allow it.
        case notPermitted
    }

    /// What was sent: `signal approve`, `cancel request`.
    public var what: String
    /// The workflow id of the execution.
    public var workflowId: String
    /// Why it did not arrive.
    public var cause: Cause

    /// Creates a failure.
    public init(what: String, workflowId: String, cause: Cause) {
        self.what = what
        self.workflowId = workflowId
        self.cause = cause
    }

    init(what: String, workflowId: String, refusal: ExternalRefusal) {
        let cause: Cause =
            switch refusal {
            case .unknownExecution: .unknownExecution
            case .rateExceeded: .rateExceeded
            case .notPermitted: .notPermitted
            }
        self.init(what: what, workflowId: workflowId, cause: cause)
    }
}

extension ExternalFailure: CustomStringConvertible {
    /// A sentence for people.
    public var description: String {
        let reason =
            switch cause {
            case .unknownExecution: "no execution of this workflow id is open"
            case .rateExceeded: "too many were sent at once"
            case .notPermitted: "the decider's credentials do not allow it"
            }
        return "the \(what) did not arrive at \(workflowId): \(reason)"
    }
}

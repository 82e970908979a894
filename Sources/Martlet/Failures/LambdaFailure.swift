import DeciderCore

/// A lambda function that did not complete.
public struct LambdaFailure: Error, Hashable, Sendable {
    /// How it ended.
    public enum Kind: Hashable, Sendable {
        /// The function failed.
        case failed
        /// It took too long.
        case timedOut
        /// The service could not call it: the execution has no lambda role, or one that does not help.
        case notStarted
        /// The service refused to schedule it.
        case notScheduled(ScheduleLambdaFunctionFailedCause)
    }

    /// The function's name.
    public var function: String
    /// How it ended.
    public var kind: Kind
    /// Why, as the function or the service put it.
    public var reason: String?
    /// What the function added.
    public var details: String?

    /// Creates a failure.
    public init(function: String, kind: Kind, reason: String? = nil, details: String? = nil) {
        self.function = function
        self.kind = kind
        self.reason = reason
        self.details = details
    }

    init(function: String, outcome: LambdaOutcome) {
        switch outcome {
        case .completed:
            // Handled by the caller; a function that completed is no failure.
            self.init(function: function, kind: .failed)
        case .failed(let reason, let details):
            self.init(function: function, kind: .failed, reason: reason, details: details)
        case .timedOut:
            self.init(function: function, kind: .timedOut)
        case .notStarted(let message):
            self.init(function: function, kind: .notStarted, reason: message)
        case .notScheduled(let cause):
            self.init(function: function, kind: .notScheduled(cause))
        }
    }
}

extension LambdaFailure: CustomStringConvertible {
    /// A sentence for people.
    public var description: String {
        let name = "the lambda function \(function)"
        return switch kind {
        case .failed: "\(name) failed: \(reason ?? "it gave no reason")"
        case .timedOut: "\(name) took too long"
        case .notStarted: "\(name) could not be called: \(reason ?? "the service gave no reason")"
        case .notScheduled(let cause): "\(name) could not be scheduled: \(cause.rawValue)"
        }
    }
}

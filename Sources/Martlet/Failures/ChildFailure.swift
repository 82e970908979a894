/// A child execution that did not complete.
public struct ChildFailure: Error, Hashable, Sendable {
    /// How the child ended.
    public enum Kind: Hashable, Sendable {
        /// Its code, or its decider, failed it.
        case failed
        /// It was open for longer than it may be.
        case timedOut
        /// It closed as canceled, without the parent's code having asked for that.
        case canceled
        /// Somebody terminated it.
        case terminated
        /// The service did not start it.
        case notStarted(StartChildWorkflowExecutionFailedCause)
    }

    /// The name of the child's workflow.
    public var workflow: String
    /// The child's workflow id.
    public var workflowId: String
    /// The child's first run id; nil when it did not start.
    public var runId: String?
    /// How the child ended.
    public var kind: Kind
    /// Why, as the child put it.
    public var reason: String?
    /// What the child added.
    public var details: String?

    /// Creates a failure.
    public init(
        workflow: String,
        workflowId: String,
        runId: String? = nil,
        kind: Kind,
        reason: String? = nil,
        details: String? = nil
    ) {
        self.workflow = workflow
        self.workflowId = workflowId
        self.runId = runId
        self.kind = kind
        self.reason = reason
        self.details = details
    }
}

extension ChildFailure: CustomStringConvertible {
    /// A sentence for people.
    public var description: String {
        let child = "the child \(workflowId) (\(workflow))"
        return switch kind {
        case .failed: "\(child) failed: \(reason ?? "it gave no reason")"
        case .timedOut: "\(child) timed out"
        case .canceled: "\(child) was canceled"
        case .terminated: "\(child) was terminated"
        case .notStarted(let cause): "\(child) could not be started: \(cause.rawValue)"
        }
    }
}

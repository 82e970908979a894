/// An activity that did not complete: what ``WorkflowContext/run(_:_:options:fileID:line:)->A.Output`` throws into a
/// workflow when there is no further attempt.
public struct ActivityFailure: Error, Hashable, Sendable {
    /// How the last attempt ended.
    public enum Kind: Hashable, Sendable {
        /// The worker answered with a failure.
        case failed(isPermanent: Bool)
        /// One of the clocks of the task ran out.
        case timedOut(ActivityTaskTimeoutType)
        /// The worker answered that it canceled the task, without having been asked to.
        case canceled
        /// The service refused to schedule the task.
        case notScheduled(ScheduleActivityTaskFailedCause)
    }

    /// The name of the activity.
    public var activity: String
    /// The activity id of the last attempt.
    public var activityId: String
    /// How the last attempt ended.
    public var kind: Kind
    /// Why, as the worker put it; for a timeout the words of its clock.
    public var reason: String
    /// What the worker added; for a timeout the details of its last heartbeat.
    public var details: String?
    /// How many attempts were made.
    public var attempts: Int

    /// Creates a failure.
    public init(
        activity: String,
        activityId: String,
        kind: Kind,
        reason: String,
        details: String? = nil,
        attempts: Int
    ) {
        self.activity = activity
        self.activityId = activityId
        self.kind = kind
        self.reason = reason
        self.details = details
        self.attempts = attempts
    }
}

extension ActivityFailure: CustomStringConvertible {
    /// A sentence for people.
    public var description: String {
        let tries = attempts == 1 ? "1 attempt" : "\(attempts) attempts"
        return switch kind {
        case .failed(isPermanent: true): "\(activityId) failed for good: \(reason)"
        case .failed(isPermanent: false): "\(activityId) failed after \(tries): \(reason)"
        case .timedOut: "\(activityId) timed out after \(tries): \(reason)"
        case .canceled: "\(activityId) was canceled by its worker"
        case .notScheduled: "\(activityId) could not be scheduled: \(reason)"
        }
    }
}

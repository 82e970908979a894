/// What a worker tells its observer about an activity task: every line of a log about the task can be made of it.
public struct ActivityProgress: Sendable {
    /// What happened to the task.
    public enum Stage: Sendable, Hashable {
        /// The worker took the task.
        case started
        /// The activity said that it is still at it.
        case heartbeat(details: String?)
        /// The result was accepted by the service.
        case completed
        /// The activity left the task to be finished by its token.
        case completesLater
        /// The failure was accepted by the service.
        case failed(reason: String, isPermanent: Bool)
        /// The cancellation was accepted by the service.
        case canceled
        /// The service no longer waits for the task: it timed out or its execution closed.
        case lateResultRejected(reason: String)
        /// The service could not be reached until the time of the task was over; the task will time out.
        case reportGivenUp(reason: String)
    }

    /// The domain.
    public var domain: String
    /// The execution, by workflow id and run id.
    public var execution: WorkflowExecution
    /// The activity id.
    public var activityId: String
    /// The activity type.
    public var type: ActivityType
    /// Which attempt it is, from 1.
    public var attempt: Int
    /// How long the worker has held the task.
    public var duration: Duration
    /// What happened.
    public var stage: Stage
}

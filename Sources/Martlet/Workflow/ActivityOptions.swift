/// What one call of an activity does otherwise than its definition; nil leaves the definition's value.
///
/// A timeout that the definition has and the call shall not have is `Duration.unlimited`.
public struct ActivityOptions: Sendable, Hashable {
    /// The longest time from started to closed.
    public var startToClose: Duration?
    /// The longest wait for a worker to take the task.
    public var scheduleToStart: Duration?
    /// The longest time from scheduled to closed.
    public var scheduleToClose: Duration?
    /// The longest silence of the worker.
    public var heartbeat: Duration?
    /// The task list.
    public var taskList: String?
    /// The priority of the task; a higher number goes first.
    public var priority: Int?
    /// What happens after a failed attempt.
    public var retry: RetryPolicy?

    /// Creates options; without arguments everything is as the definition says.
    public init(
        startToClose: Duration? = nil,
        scheduleToStart: Duration? = nil,
        scheduleToClose: Duration? = nil,
        heartbeat: Duration? = nil,
        taskList: String? = nil,
        priority: Int? = nil,
        retry: RetryPolicy? = nil
    ) {
        self.startToClose = startToClose
        self.scheduleToStart = scheduleToStart
        self.scheduleToClose = scheduleToClose
        self.heartbeat = heartbeat
        self.taskList = taskList
        self.priority = priority
        self.retry = retry
    }
}

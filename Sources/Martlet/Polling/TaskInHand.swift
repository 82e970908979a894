/// A task that a decider or a worker has been given and has not answered yet.
public struct TaskInHand: Sendable, Hashable {
    /// The receipt for the task.
    public var taskToken: String
    /// The execution, by workflow id and run id.
    public var execution: WorkflowExecution
    /// The activity id; nil for a decision task.
    public var activityId: String?
    /// The name of the activity type, or of the workflow type for a decision task.
    public var type: String
    /// When it came.
    public var since: Timestamp
    /// How long it may take from then on, as far as is known here; nil when nothing limits it.
    public var limit: Duration?

    /// What happens to it.
    public enum Change: Sendable, Hashable {
        /// The task is in hand.
        case began(TaskInHand)
        /// The service has given it up: it timed out, or its execution closed. The code that works on it was told.
        case lost(taskToken: String)
        /// It was answered, or given up.
        case ended(TaskInHand)
    }

    /// Creates the value from its parts.
    public init(
        taskToken: String,
        execution: WorkflowExecution,
        activityId: String?,
        type: String,
        since: Timestamp,
        limit: Duration?
    ) {
        self.taskToken = taskToken
        self.execution = execution
        self.activityId = activityId
        self.type = type
        self.since = since
        self.limit = limit
    }

    init(_ task: ActivityTask, limit: Duration?) {
        self.init(
            taskToken: task.taskToken,
            execution: task.workflowExecution,
            activityId: task.activityId,
            type: task.activityType.name,
            since: WallClock.now,
            limit: limit
        )
    }

    init(_ task: DecisionTask) {
        self.init(
            taskToken: task.taskToken,
            execution: task.workflowExecution,
            activityId: nil,
            type: task.workflowType.name,
            since: WallClock.now,
            limit: task.timeLimit
        )
    }

    /// Tells an observer while the body has the task.
    func held(_ tell: (@Sendable (Change) -> Void)?, _ body: () async -> Void) async {
        tell?(.began(self))
        await body()
        tell?(.ended(self))
    }
}

/// What an activity may know of its task, and how it says that it is still at it.
public struct ActivityContext: Sendable {
    /// The domain.
    public let domain: String
    /// The workflow id of the execution that asked.
    public let workflowId: String
    /// The run id of the execution that asked.
    public let runId: String
    /// The activity id, such as `RenderPage-3-try2`.
    public let activityId: String
    /// Which attempt this is, from 1.
    public let attempt: Int
    /// The receipt for the task, with which it is finished: see ``CompletesLater``. Treat it as a secret.
    public let taskToken: String
    /// The same for all attempts of one step, and for no other step: `<runId>/RenderPage-3`.
    public let idempotencyKey: String
    /// When the task times out by the definition's `startToClose`, counted from when the worker got it; nil when the
    /// definition has none. A call that overrides the timeout is not known to the worker.
    public let deadline: Timestamp?
    /// A logger with the names of the task.
    public let logger: Logger

    let pulse: any ActivityPulse

    /// Creates a context by hand, for tests of an activity: heartbeats go to `onHeartbeat`, which says whether cancel
    /// was requested.
    public init(
        domain: String = "test",
        workflowId: String = "test",
        runId: String = "run",
        activityId: String = "Activity-1",
        attempt: Int = 1,
        taskToken: String = "token",
        deadline: Timestamp? = nil,
        logger: Logger = Logger(label: "martlet.activity"),
        onHeartbeat: @escaping @Sendable (_ details: String?) async -> Bool = { _ in false }
    ) {
        self.init(
            domain: domain,
            execution: WorkflowExecution(runId: runId, workflowId: workflowId),
            activityId: activityId,
            attempt: attempt,
            taskToken: taskToken,
            idempotencyKey: "\(runId)/\(activityId)",
            deadline: deadline,
            logger: logger,
            pulse: HandPulse(onHeartbeat: onHeartbeat)
        )
    }

    init(
        domain: String,
        execution: WorkflowExecution,
        activityId: String,
        attempt: Int,
        taskToken: String,
        idempotencyKey: String,
        deadline: Timestamp?,
        logger: Logger,
        pulse: any ActivityPulse
    ) {
        self.domain = domain
        workflowId = execution.workflowId
        runId = execution.runId
        self.activityId = activityId
        self.attempt = attempt
        self.taskToken = taskToken
        self.idempotencyKey = idempotencyKey
        self.deadline = deadline
        self.logger = logger
        self.pulse = pulse
    }

    /// Whether the execution asked for the task to be canceled, or no longer waits for it, as far as the latest
    /// heartbeat knows.
    public var isCanceled: Bool { pulse.isCanceled }

    /// Says that the work goes on. Without it a task whose definition has a heartbeat timeout times out.
    ///
    /// Heartbeats that follow one another quickly are sent as one. That the service cannot be reached is no failure of
    /// the activity: it is logged and the work goes on.
    ///
    /// - Parameter details: What to keep of the work so far, at most 2,048 characters; a later attempt does not get it,
    ///   but a timeout shows it.
    ///
    /// - Throws: `CancellationError` when cancel was requested or the task is no longer open; ``ValueFailure`` when the
    ///   details are too long.
    public func heartbeat(_ details: String? = nil) async throws {
        try await pulse.beat(details)
    }

    /// A heartbeat whose details say how far the work is: `{"done":3,"total":10}`.
    ///
    /// - Throws: As ``heartbeat(_:)``.
    public func progress(_ done: Int, of total: Int) async throws {
        try await heartbeat(#"{"done":\#(done),"total":\#(total)}"#)
    }
}

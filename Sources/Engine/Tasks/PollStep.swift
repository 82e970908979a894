import SWFModel
import WorkflowCore

/// A task that was given to a poll.
struct ClaimedTask: Sendable {
    var token: TaskToken
    var execution: WorkflowExecution
    var workflowType: WorkflowType
    /// Of a decision task: the started event of the decision task that was completed last.
    var previousStartedEventId: EventId
    /// Of an activity task.
    var activity: Activity?

    struct Activity: Sendable {
        var id: String
        var type: ActivityType
        var input: String?
    }
}

/// What a poll does next.
enum PollStep: Sendable {
    /// It has a task, which is not committed yet.
    case claimed(ClaimedTask, ticket: Int)
    /// It has a task, which is committed.
    case delivered(ClaimedTask)
    /// The execution of this task is not in memory: read it, then try to start the task.
    case load(TakenTask)
    /// No task came in time.
    case empty
    /// The poll is refused.
    case failed(Fault)
}

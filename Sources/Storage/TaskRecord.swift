public import WorkflowCore

/// A task that waits in a task list.
public struct TaskRecord: Hashable, Sendable {
    /// The execution it belongs to.
    public var executionId: Int
    /// The domain of the execution, and so of the task list.
    public var domain: String
    /// The task.
    public var task: OfferedTask

    /// Creates a record.
    public init(executionId: Int, domain: String, task: OfferedTask) {
        self.executionId = executionId
        self.domain = domain
        self.task = task
    }
}

public import SWFModel

/// A task that waits in a task list for a poller.
public struct OfferedTask: Codable, Hashable, Sendable {
    /// Who may take it.
    public var kind: TaskKind
    /// The name of the list.
    public var taskList: String
    /// Higher goes first; 0 when the task has none (swf-spec.md 5.12).
    public var priority: Int
    /// The event that scheduled the task.
    public var scheduledEventId: EventId
    /// When the task came into its list; within a priority the oldest goes first.
    public var scheduledAt: Timestamp

    /// Creates an offer.
    public init(kind: TaskKind, taskList: String, priority: Int, scheduledEventId: EventId, scheduledAt: Timestamp) {
        self.kind = kind
        self.taskList = taskList
        self.priority = priority
        self.scheduledEventId = scheduledEventId
        self.scheduledAt = scheduledAt
    }
}

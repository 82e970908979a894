public import SWFModel
public import WorkflowCore

/// What one transaction writes of one execution: its new events, and all that follows from them.
public struct ExecutionCommit: Sendable {
    /// The row as it is after the commit.
    public var record: ExecutionRecord
    /// The version that the row must have before; nil when the commit creates it.
    public var expectedVersion: Int?
    /// The new events; nil when there are none (a heartbeat).
    public var events: EventChunk?
    /// New events before those, where there are too many for one chunk: the history of an execution that is imported. The
    /// oldest first.
    public var earlierEvents: [EventChunk] = []
    /// Tasks that now wait in task lists.
    public var offered: [OfferedTask] = []
    /// Tasks that no longer wait.
    public var withdrawn: [TaskName] = []
    /// Heartbeats to write.
    public var heartbeats: [HeartbeatRecord] = []
    /// Activity tasks whose heartbeat is no longer needed.
    public var forgottenHeartbeats: [EventId] = []
    /// Messages to other executions.
    public var messages: [MessageRecord] = []
    /// A snapshot to write in place of the earlier one.
    public var snapshot: StoredExecution.Snapshot?

    /// A task of an execution by name.
    public struct TaskName: Hashable, Sendable {
        /// Which kind of task list it waits in.
        public var kind: TaskKind
        /// The event that scheduled it.
        public var scheduledEventId: EventId

        /// Creates a name.
        public init(kind: TaskKind, scheduledEventId: EventId) {
            self.kind = kind
            self.scheduledEventId = scheduledEventId
        }
    }

    /// Creates a commit.
    public init(record: ExecutionRecord, expectedVersion: Int?, events: EventChunk? = nil) {
        self.record = record
        self.expectedVersion = expectedVersion
        self.events = events
    }
}

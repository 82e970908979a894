public import SWFModel
public import WorkflowCore

/// What lists show of an execution, and what the engine needs to find it again.
public struct ExecutionRecord: Hashable, Sendable {
    /// Its ids.
    public var identity: ExecutionIdentity
    /// What the visibility actions show of it.
    public var info: WorkflowExecutionInfo
    /// How many transitions it has gone through. A commit names the version it was read at.
    public var version: Int
    /// The id of its last event.
    public var lastEventId: EventId
    /// The earliest moment at which one of its clocks runs out; nil when none does.
    public var nextDeadline: Timestamp?

    /// Creates a record.
    public init(
        identity: ExecutionIdentity,
        info: WorkflowExecutionInfo,
        version: Int,
        lastEventId: EventId,
        nextDeadline: Timestamp?
    ) {
        self.identity = identity
        self.info = info
        self.version = version
        self.lastEventId = lastEventId
        self.nextDeadline = nextDeadline
    }
}

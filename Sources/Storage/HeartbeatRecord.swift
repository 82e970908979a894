public import SWFModel

/// The last heartbeat of an open activity task. It is not in the history, so it has a row of its own.
public struct HeartbeatRecord: Hashable, Sendable {
    /// The activity task.
    public var scheduledEventId: EventId
    /// When it was received.
    public var at: Timestamp
    /// What it said last.
    public var details: String?

    /// Creates a record.
    public init(scheduledEventId: EventId, at: Timestamp, details: String?) {
        self.scheduledEventId = scheduledEventId
        self.at = at
        self.details = details
    }
}

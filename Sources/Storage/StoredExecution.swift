public import SWFModel
import WorkflowCore

/// What a store gives to hold an execution in memory again.
public struct StoredExecution: Sendable {
    /// Its row.
    public var record: ExecutionRecord
    /// The state at some earlier event, as JSON; nil when none was written.
    public var snapshot: Snapshot?
    /// The events after the snapshot, in order.
    public var events: [EventChunk]
    /// What heartbeats said of activity tasks that are open.
    public var heartbeats: [HeartbeatRecord]

    /// Creates the value.
    public init(record: ExecutionRecord, snapshot: Snapshot?, events: [EventChunk], heartbeats: [HeartbeatRecord]) {
        self.record = record
        self.snapshot = snapshot
        self.events = events
        self.heartbeats = heartbeats
    }

    /// The fold of a history up to an event, so that a long history need not be read to go on.
    public struct Snapshot: Hashable, Sendable {
        /// The last event that is in it.
        public var eventId: EventId
        /// `ExecutionState` as JSON.
        public var state: [UInt8]

        /// Creates a snapshot.
        public init(eventId: EventId, state: [UInt8]) {
            self.eventId = eventId
            self.state = state
        }
    }
}

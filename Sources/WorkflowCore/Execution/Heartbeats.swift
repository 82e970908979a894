import OrderedCollections
public import SWFModel

/// What workers' heartbeats said. It is not in the history, so it stands beside the state of an execution.
public struct Heartbeats: Codable, Equatable, Sendable {
    /// The latest heartbeat of one activity task.
    public struct Heartbeat: Codable, Hashable, Sendable {
        /// When it came.
        public var at: Timestamp
        /// The latest details that any heartbeat of the task gave.
        public var details: String?

        /// Creates a heartbeat.
        public init(at: Timestamp, details: String? = nil) {
            self.at = at
            self.details = details
        }
    }

    private var byScheduledEventId: OrderedDictionary<EventId, Heartbeat> = [:]

    /// No heartbeats.
    public init() {}

    /// Whether there is none.
    public var isEmpty: Bool { byScheduledEventId.isEmpty }

    /// The activity tasks that have one, by the event that scheduled them.
    public var scheduledEventIds: [EventId] { Array(byScheduledEventId.keys) }

    /// The latest heartbeat of the activity task which that event scheduled. Setting nil forgets it.
    public subscript(scheduledEventId: EventId) -> Heartbeat? {
        get { byScheduledEventId[scheduledEventId] }
        set { byScheduledEventId[scheduledEventId] = newValue }
    }
}

import SWFModel

/// Which events belong to which decision task.
///
/// Events are written as they happen, also while a decider works; what comes after DecisionTaskStarted was not seen by
/// that task and belongs to the next (swf-spec.md 5.1). A decision task that timed out saw nothing for good.
struct DecisionTaskWindow: Hashable, Sendable {
    /// A decision task that was handed out.
    struct Task: Hashable, Sendable {
        var startedEventId: EventId
        var startedAt: Timestamp
        /// How many of the waiting events it saw.
        var eventCount: Int
    }

    /// Events that no answered decision task has seen.
    private(set) var waiting: [HistoryEvent] = []
    /// The decision task that is out.
    private(set) var task: Task?

    /// Adds an event that the code may have to know of.
    mutating func append(_ event: HistoryEvent) {
        waiting.append(event)
    }

    /// A decision task is handed out: it sees what waits now.
    mutating func started(_ event: HistoryEvent) {
        task = Task(
            startedEventId: event.eventId,
            startedAt: event.eventTimestamp,
            eventCount: waiting.count
        )
    }

    /// The decision task timed out: the next sees its events too.
    mutating func timedOut(startedEventId: EventId) {
        if task?.startedEventId == startedEventId {
            task = nil
        }
    }

    /// The decision task that is out takes its events away.
    mutating func take(_ task: Task) -> [HistoryEvent] {
        self.task = nil
        if task.eventCount == waiting.count {
            // As nearly always; an event is large, and copying events is most of what it costs to follow a history.
            defer { waiting = [] }
            return waiting
        }
        let events = Array(waiting.prefix(task.eventCount))
        waiting.removeFirst(events.count)
        return events
    }
}

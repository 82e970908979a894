import SWFModel

/// A task that waits in a task list.
struct WaitingTask: Hashable, Sendable {
    var executionId: Int
    var scheduledEventId: EventId
}

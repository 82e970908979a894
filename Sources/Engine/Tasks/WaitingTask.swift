import SWFModel

/// A task that waits in a task list.
struct WaitingTask: Hashable, Sendable {
    var executionId: Int
    var scheduledEventId: EventId
}

/// A task that was taken from its list, with the place it had there.
struct TakenTask: Sendable {
    var task: WaitingTask
    var priority: Int
    var order: Int
}

import SWFModel

/// A task that waits in a task list.
struct WaitingTask: Hashable, Sendable {
    var executionId: Int
    var scheduledEventId: EventId
    /// The priority it was offered with; a task is the same whatever its priority.
    var priority = 0

    static func == (left: WaitingTask, right: WaitingTask) -> Bool {
        left.executionId == right.executionId && left.scheduledEventId == right.scheduledEventId
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(executionId)
        hasher.combine(scheduledEventId)
    }
}

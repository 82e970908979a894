import SWFModel

/// A task that was taken from its list, with the place it had there.
struct TakenTask: Sendable {
    var task: WaitingTask
    var priority: Int
    var order: Int
    /// When it came into its list.
    var since: Timestamp
}

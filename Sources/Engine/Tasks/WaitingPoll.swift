import SWFModel

/// A poll that waits in a task list.
struct WaitingPoll: Sendable {
    var identity: String?
    /// When it came.
    var at: Timestamp
    /// The uptime at which it ends empty: a caller waits for as long as it waits, whatever is done to the wall clock.
    var end: Duration
    var continuation: CheckedContinuation<PollStep, Never>
}

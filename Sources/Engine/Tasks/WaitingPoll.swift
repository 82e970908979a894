import SWFModel

/// A poll that waits in a task list.
struct WaitingPoll: Sendable {
    var identity: String?
    /// When it ends empty.
    var end: Timestamp
    var continuation: CheckedContinuation<PollStep, Never>
}

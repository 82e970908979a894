import SWFModel

/// A poll that waits in a task list.
struct WaitingPoll: Sendable {
    var identity: String?
    var continuation: CheckedContinuation<PollStep, Never>
}

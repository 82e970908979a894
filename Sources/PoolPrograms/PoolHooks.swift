import Martlet

/// What a loop tells the process that it runs in, and how its polls come back.
struct PoolHooks: Sendable {
    var onPoll: @Sendable () -> Void
    var onHold: @Sendable (TaskInHand.Change) -> Void
    var pollEnding: PollEnding
    /// The loop's process had better be started anew.
    var onWornOut: @Sendable () -> Void
}

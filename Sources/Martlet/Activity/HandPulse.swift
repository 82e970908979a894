import Synchronization

/// Heartbeats of a context made by hand.
final class HandPulse: ActivityPulse {
    private let onHeartbeat: @Sendable (String?) async -> Bool
    private let canceled = Mutex(false)

    init(onHeartbeat: @escaping @Sendable (String?) async -> Bool) {
        self.onHeartbeat = onHeartbeat
    }

    var isCanceled: Bool { canceled.withLock { $0 } }

    func beat(_ details: String?) async throws {
        try HeartbeatDetails.check(details)
        if await onHeartbeat(details) {
            canceled.withLock { $0 = true }
        }
        if isCanceled || Task.isCancelled { throw CancellationError() }
    }
}

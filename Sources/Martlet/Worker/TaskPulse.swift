import Synchronization

/// The heartbeats of one activity task.
final class TaskPulse: ActivityPulse {
    private struct State {
        var lastSent: ContinuousClock.Instant?
        var isCancelRequested = false
        /// What the service said when it no longer knew the task.
        var lost: Fault?
        var stop: (@Sendable () -> Void)?
    }

    private let service: any SimpleWorkflowService
    private let taskToken: String
    private let interval: Duration
    private let logger: Logger
    private let onBeat: @Sendable (String?) -> Void
    private let state = Mutex(State())

    init(
        service: any SimpleWorkflowService,
        taskToken: String,
        interval: Duration,
        logger: Logger,
        onBeat: @escaping @Sendable (String?) -> Void
    ) {
        self.service = service
        self.taskToken = taskToken
        self.interval = interval
        self.logger = logger
        self.onBeat = onBeat
    }

    var isCanceled: Bool { state.withLock { $0.isCancelRequested || $0.lost != nil } }
    var isCancelRequested: Bool { state.withLock { $0.isCancelRequested } }
    var lost: Fault? { state.withLock { $0.lost } }
    var lastSent: ContinuousClock.Instant? { state.withLock { $0.lastSent } }

    /// What is to be called once when the activity should stop.
    func whenCanceled(_ stop: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.stop = stop
            return state.isCancelRequested || state.lost != nil
        }
        if isLate { stop() }
    }

    func beat(_ details: String?) async throws {
        try HeartbeatDetails.check(details)
        let now = ContinuousClock.now
        let isDue = state.withLock { state in
            if state.isCancelRequested || state.lost != nil { return false }
            if let last = state.lastSent, now - last < interval { return false }
            state.lastSent = now
            return true
        }
        if isDue { await send(details) }
        if isCanceled || Task.isCancelled { throw CancellationError() }
    }

    /// Sends a heartbeat now. Trouble on the way is not the activity's.
    func send(_ details: String?) async {
        do {
            let status = try await service.recordActivityTaskHeartbeat(
                RecordActivityTaskHeartbeatInput(details: details, taskToken: taskToken)
            )
            onBeat(details)
            if status.cancelRequested { end { $0.isCancelRequested = true } }
        } catch let fault as Fault where fault.code == .unknownResource {
            end { $0.lost = fault }
        } catch {
            logger.warning("A heartbeat did not go through", metadata: ["error": "\(error)"])
        }
    }

    private func end(_ change: (inout State) -> Void) {
        let stop = state.withLock { state in
            change(&state)
            return state.stop
        }
        stop?()
    }
}

import Synchronization

/// Something that happens, once or often, and for which a test can wait.
final class Signal: Sendable {
    private struct Waiter {
        var id: Int
        var count: Int
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var sent = 0
        var nextId = 0
        var waiters: [Waiter] = []
    }

    private let state = Mutex(State())

    /// Whether it has happened.
    var wasSent: Bool { state.withLock { $0.sent > 0 } }

    /// It happens.
    func send() {
        let reached = state.withLock { state in
            state.sent += 1
            let reached = state.waiters.filter { $0.count <= state.sent }
            state.waiters.removeAll { $0.count <= state.sent }
            return reached
        }
        for waiter in reached { waiter.continuation.resume() }
    }

    /// Waits until it has happened that often in all.
    ///
    /// - Throws: `CancellationError`, when the waiting task is cancelled first.
    func wait(count: Int = 1) async throws {
        let id = state.withLock { state in
            state.nextId += 1
            return state.nextId
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.sent >= count || Task.isCancelled { return true }
                    state.waiters.append(Waiter(id: id, count: count, continuation: continuation))
                    return false
                }
                if isOver { continuation.resume() }
            }
            try Task.checkCancellation()
        } onCancel: {
            let waiter = state.withLock { state in
                let waiter = state.waiters.first { $0.id == id }
                state.waiters.removeAll { $0.id == id }
                return waiter
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }
}

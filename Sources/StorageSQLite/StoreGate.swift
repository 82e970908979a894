import Synchronization

/// Counts the calls that run, so that the connections are closed after the last of them: a connection that is used after
/// it was closed would end the process.
final class StoreGate: Sendable {
    private struct State {
        var running = 0
        var isClosed = false
        var whenEmpty: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Begins a call.
    ///
    /// - Returns: Whether the store is open; only then ``leave()`` must follow.
    func enter() -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.running += 1
            return true
        }
    }

    /// Ends a call.
    func leave() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.running -= 1
            guard state.running == 0 else { return nil }
            defer { state.whenEmpty = nil }
            return state.whenEmpty
        }
        waiter?.resume()
    }

    /// Lets no further call begin, and returns when those that run are done.
    ///
    /// - Returns: Whether this call closed it; false at once when an earlier one did.
    func close() async -> Bool {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        guard isFirst else { return false }
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                if state.running > 0 { state.whenEmpty = continuation }
                return state.running == 0
            }
            if isEmpty { continuation.resume() }
        }
        return true
    }
}

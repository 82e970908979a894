import Synchronization

/// Holds clients back while there is no server.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var isDone = false
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private let state = Mutex(State())

    /// Returns when there is a server: true; or when there will be none any more: false.
    func pass() async -> Bool {
        await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> Bool? in
                if state.isDone { return false }
                if state.isOpen { return true }
                state.waiting.append(continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    func open() { change { $0.isOpen = true } }

    func close() { change { $0.isOpen = false } }

    /// Sends everybody home.
    func end() { change { $0.isDone = true } }

    private func change(_ body: (inout State) -> Void) {
        let (waiting, answer) = state.withLock { state in
            body(&state)
            guard state.isOpen || state.isDone else { return ([CheckedContinuation<Bool, Never>](), false) }
            defer { state.waiting = [] }
            return (state.waiting, !state.isDone)
        }
        for continuation in waiting { continuation.resume(returning: answer) }
    }
}

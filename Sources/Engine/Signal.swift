import SWFModel
import Synchronization

/// Wakes one waiting loop. A signal that nobody waits for is kept until somebody does; several are one.
final class Signal: Sendable {
    private enum State {
        case idle
        case set
        case waiting(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.idle)

    /// Wakes the loop that waits, or the next one that does.
    func set() {
        let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
            if case .waiting(let continuation) = state {
                state = .idle
                return continuation
            }
            state = .set
            return nil
        }
        waiter?.resume()
    }

    /// Returns when the signal is set, or the task canceled. Only one loop may wait.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDone = state.withLock { state in
                    if case .idle = state, !Task.isCancelled {
                        state = .waiting(continuation)
                        return false
                    }
                    state = .idle
                    return true
                }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            set()
        }
    }

    /// Returns when the signal is set, or the moment or that uptime has come, whichever are given.
    func wait(until moment: Timestamp? = nil, untilUptime uptime: Duration? = nil, by clock: any ServiceClock) async {
        guard moment != nil || uptime != nil else { return await wait() }
        await withTaskGroup(of: Void.self) { group in
            if let moment { group.addTask { try? await clock.sleep(until: moment) } }
            if let uptime { group.addTask { try? await clock.sleep(untilUptime: uptime) } }
            group.addTask { await self.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}

public import Engine
public import SWFModel
import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualClock: ServiceClock {
    private struct Sleeper {
        var until: Timestamp
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Timestamp
        var nextId = 0
        var sleepers: [Int: Sleeper] = [:]
        var canceled: Set<Int> = []
    }

    private let state: Mutex<State>
    private let tick: Duration?

    /// Creates a clock that shows a moment of 2026.
    ///
    /// - Parameters:
    ///   - now: The moment it shows.
    ///   - tick: How far it goes on whenever it is looked at, so that no two moments are the same; nil, the default, when
    ///     only the test moves it.
    public init(now: Timestamp = Timestamp(milliseconds: 1_790_000_000_000), tick: Duration? = nil) {
        state = Mutex(State(now: now))
        self.tick = tick
    }

    /// The moment the clock shows.
    public var now: Timestamp {
        if let tick { advance(by: tick) }
        return state.withLock { $0.now }
    }

    /// The earliest moment that somebody sleeps until; nil when nobody sleeps.
    public var nextAwakening: Timestamp? {
        state.withLock { $0.sleepers.values.map(\.until).min() }
    }

    /// Moves the clock on, and wakes whoever slept until then.
    public func advance(by duration: Duration) {
        set(state.withLock { $0.now } + duration)
    }

    /// Sets the clock, forward or back, and wakes whoever slept until then.
    public func set(_ moment: Timestamp) {
        let woken = state.withLock { state in
            state.now = moment
            let due = state.sleepers.filter { $0.value.until <= moment }.sorted {
                ($0.value.until, $0.key) < ($1.value.until, $1.key)
            }
            for (id, _) in due { state.sleepers[id] = nil }
            return due.map(\.value.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Returns when the clock was moved to that moment.
    ///
    /// - Throws: `CancellationError` when the task is canceled first.
    public func sleep(until moment: Timestamp) async throws {
        let id = state.withLock { state in
            defer { state.nextId += 1 }
            return state.nextId
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let result: Result<Void, any Error>? = state.withLock { state in
                    if state.canceled.remove(id) != nil { return .failure(CancellationError()) }
                    if state.now >= moment { return .success(()) }
                    state.sleepers[id] = Sleeper(until: moment, continuation: continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                if let sleeper = state.sleepers.removeValue(forKey: id) { return sleeper }
                state.canceled.insert(id)
                return nil
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}

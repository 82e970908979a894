public import Engine
public import SWFModel
import Synchronization

/// A clock that stands still until a test moves it.
///
/// It shows two times, as a machine does: the wall clock, which may jump, and the uptime, which only passes.
public final class ManualClock: ServiceClock {
    private struct Sleeper {
        /// When it wakes by the wall clock, or by the uptime.
        enum End {
            case moment(Timestamp)
            case uptime(Duration)
        }

        var end: End
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Timestamp
        var uptime = Duration.zero
        var nextId = 0
        var sleepers: [Int: Sleeper] = [:]
        var canceled: Set<Int> = []

        /// When a sleeper wakes by the wall clock as it goes now.
        func moment(_ end: Sleeper.End) -> Timestamp {
            switch end {
            case .moment(let moment): moment
            case .uptime(let uptime): now + (uptime - self.uptime)
            }
        }
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

    /// How far the clock was moved on since it was made; jumps do not count.
    public var uptime: Duration { state.withLock { $0.uptime } }

    /// The earliest moment that somebody sleeps until, if the clock does not jump; nil when nobody sleeps.
    public var nextAwakening: Timestamp? {
        state.withLock { state in state.sleepers.values.map { state.moment($0.end) }.min() }
    }

    /// Lets time pass: both times go on. Wakes whoever slept until then.
    public func advance(by duration: Duration) {
        move { state in
            state.now = state.now + duration
            state.uptime += max(duration, .zero)
        }
    }

    /// Sets the clock. Forward, time passes; back, only the wall clock jumps. Wakes whoever slept until then.
    public func set(_ moment: Timestamp) {
        move { state in
            state.uptime += max(moment - state.now, .zero)
            state.now = moment
        }
    }

    /// Lets the wall clock jump, forward or back, while no time passes. Wakes whoever slept until then by the wall clock.
    public func jump(by duration: Duration) {
        move { $0.now = $0.now + duration }
    }

    private func move(_ change: (inout State) -> Void) {
        let woken = state.withLock { state in
            change(&state)
            let due = state.sleepers.map { (id: $0.key, at: state.moment($0.value.end), sleeper: $0.value) }
                .filter { $0.at <= state.now }
                .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
            for sleeper in due { state.sleepers[sleeper.id] = nil }
            return due.map(\.sleeper.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Returns when the clock was moved to that moment.
    ///
    /// - Throws: `CancellationError` when the task is canceled first.
    public func sleep(until moment: Timestamp) async throws {
        try await sleep(.moment(moment))
    }

    /// Returns when so much time has passed.
    ///
    /// - Throws: `CancellationError` when the task is canceled first.
    public func sleep(untilUptime uptime: Duration) async throws {
        try await sleep(.uptime(uptime))
    }

    private func sleep(_ end: Sleeper.End) async throws {
        let id = state.withLock { state in
            defer { state.nextId += 1 }
            return state.nextId
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let result: Result<Void, any Error>? = state.withLock { state in
                    if state.canceled.remove(id) != nil { return .failure(CancellationError()) }
                    if state.now >= state.moment(end) { return .success(()) }
                    state.sleepers[id] = Sleeper(end: end, continuation: continuation)
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

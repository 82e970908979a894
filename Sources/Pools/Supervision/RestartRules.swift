public import SWFModel

/// When a process that ended is started again.
public struct RestartRules: Hashable, Sendable {
    /// The wait before the first new start; it doubles with each that follows without ``settled`` between.
    public var first: Duration
    /// The longest wait.
    public var longest: Duration
    /// How long a process must have lived for the waits to begin anew.
    public var settled: Duration
    /// How often a process may be started again within ``window``.
    public var limit: Int
    /// The length of the window.
    public var window: Duration

    /// Creates the rules; the waits are 1, 2, 4 … 30 seconds, and 1 again after a minute of life.
    public init(
        first: Duration = .seconds(1),
        longest: Duration = .seconds(30),
        settled: Duration = .seconds(60),
        limit: Int = 10,
        window: Duration = .seconds(600)
    ) {
        self.first = first
        self.longest = longest
        self.settled = settled
        self.limit = limit
        self.window = window
    }

    /// What is done about a process that ended without being asked to.
    public enum Verdict: Hashable, Sendable {
        /// It is started again after a wait; `counts` when that is one of the restarts that are limited.
        case again(after: Duration, counts: Bool)
        /// It left on purpose, and stays gone.
        case left
        /// It is not started again, for a reason that a person must look at.
        case givenUp(because: String)
    }

    /// The verdict on an ending.
    ///
    /// - Parameters:
    ///   - lived: How long the process was there.
    ///   - failures: How many times in a row it ended before without having settled.
    ///   - restarts: When it was started again, within the window or before.
    public func verdict(
        _ ending: ProcessEnding,
        lived: Duration,
        failures: Int,
        restarts: [Timestamp],
        now: Timestamp
    ) -> Verdict {
        switch ending {
        case .exited(0): return .left
        // Neither mends itself.
        case .exited(64), .exited(78): return .givenUp(because: "it \(ending)")
        // One that is worn out as soon as it has begun would be started without end.
        case .exited(75) where lived >= .seconds(10): return .again(after: .zero, counts: false)
        default: break
        }
        let recent = restarts.filter { now - $0 < window }.count
        guard recent < limit else {
            return .givenUp(
                because: "it was started again \(recent) times within \(window.inSeconds); the last time it \(ending)"
            )
        }
        return .again(after: wait(afterFailures: lived >= settled ? 0 : failures), counts: true)
    }

    /// The wait after so many endings in a row before this one.
    func wait(afterFailures failures: Int) -> Duration {
        var wait = first
        for _ in 0..<max(0, failures) where wait < longest { wait *= 2 }
        return min(wait, longest)
    }
}

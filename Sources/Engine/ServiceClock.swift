public import SWFModel

/// Where the engine gets the time from: the machine's clocks, or ones that a test moves by hand.
///
/// There are two, because a wall clock may be set. What is written into histories, and what is counted from there, goes by
/// ``now``. What only lasts a while in this process, such as a poll that waits, goes by ``uptime``.
public protocol ServiceClock: Sendable {
    /// The moment it is. It may jump, forward and back.
    var now: Timestamp { get }

    /// The time since some moment that stays the same while the process runs. It never jumps.
    var uptime: Duration { get }

    /// Returns when that moment has come, also when it came by a jump.
    ///
    /// - Throws: `CancellationError` when the task is canceled first.
    func sleep(until moment: Timestamp) async throws

    /// Returns when so much time has passed, whatever was done to the wall clock.
    ///
    /// - Throws: `CancellationError` when the task is canceled first.
    func sleep(untilUptime uptime: Duration) async throws
}

extension ServiceClock {
    /// Returns when that time has passed.
    ///
    /// - Throws: `CancellationError` when the task is canceled first.
    public func sleep(for duration: Duration) async throws {
        try await sleep(untilUptime: uptime + duration)
    }
}

public import SWFModel
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where the engine gets the time from: the machine's clock, or one that a test moves by hand.
public protocol ServiceClock: Sendable {
    /// The moment it is.
    var now: Timestamp { get }

    /// Returns when that moment has come.
    ///
    /// - Throws: `CancellationError` when the task is canceled first.
    func sleep(until moment: Timestamp) async throws
}

/// The machine's clock.
public struct SystemClock: ServiceClock {
    /// Creates the clock.
    public init() {}

    /// The moment it is, by the machine's wall clock.
    public var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
    }

    /// Sleeps until the wall clock shows the moment. It looks at the clock every few seconds, because that may be set.
    public func sleep(until moment: Timestamp) async throws {
        while true {
            let remaining = moment.milliseconds - now.milliseconds
            guard remaining > 0 else { return }
            try await Task.sleep(for: .milliseconds(min(remaining, 5_000)))
        }
    }
}

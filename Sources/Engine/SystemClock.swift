public import SWFModel
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The machine's clock, except that it never goes back while the process runs (see ``ForwardTime``).
public struct SystemClock: ServiceClock {
    /// One for the process: two engines of a process agree on the time.
    private static let time = Mutex(ForwardTime())

    /// Creates the clock.
    public init() {}

    /// The moment it is: by the machine's wall clock, and when that was set back, on from where it was.
    public var now: Timestamp {
        Self.time.withLock { time in
            // Both are read under the lock, so that readings come in the order of their times.
            Timestamp(
                milliseconds: time.nanoseconds(
                    wall: Self.nanoseconds(of: CLOCK_REALTIME),
                    uptime: Self.nanoseconds(of: Self.steady)
                ) / 1_000_000
            )
        }
    }

    /// The time since the machine was started, its sleep included.
    public var uptime: Duration { .nanoseconds(Self.nanoseconds(of: Self.steady)) }

    /// Sleeps until the clock shows the moment. It looks at the clock every second, because that may be set.
    public func sleep(until moment: Timestamp) async throws {
        while true {
            let remaining = moment.milliseconds - now.milliseconds
            guard remaining > 0 else { return }
            try await Task.sleep(for: .milliseconds(min(remaining, 1_000)))
        }
    }

    /// Sleeps until that uptime.
    public func sleep(untilUptime uptime: Duration) async throws {
        let remaining = uptime - self.uptime
        if remaining > .zero { try await Task.sleep(for: remaining) }
    }

    #if os(Linux)
    private static let steady = CLOCK_BOOTTIME
    #else
    private static let steady = CLOCK_MONOTONIC
    #endif

    private static func nanoseconds(of clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}

import Foundation
public import SWFModel

/// A clock for what lasts: it begins with the machine's clock and never goes back or jumps, whatever that one is set to.
public struct SteadyClock: Codable, Hashable, Sendable {
    /// What is added to the time since the machine was started, in seconds.
    private var offset: Double

    private enum CodingKeys: String, CodingKey {
        case offset = "offset_time"
    }

    /// Begins with the machine's clock.
    public init() {
        offset = Date().timeIntervalSince1970 - Self.sinceBoot()
    }

    /// The moment by this clock.
    public func now() -> Timestamp { Timestamp(seconds: offset + Self.sinceBoot()) }

    private static func sinceBoot() -> Double {
        var time = timespec()
        // CLOCK_BOOTTIME counts while the machine sleeps; where it is missing, the monotonic clock does.
        #if os(Linux)
        clock_gettime(CLOCK_BOOTTIME, &time)
        #else
        clock_gettime(CLOCK_MONOTONIC, &time)
        #endif
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

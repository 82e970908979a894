import FoundationEssentials
import SWFModel

/// What a server takes from the world around it; tests bring their own.
struct Clocks: Sendable {
    /// The moment it is, against which the times of signatures are held.
    var now: @Sendable () -> Timestamp = { Timestamp(seconds: Date().timeIntervalSince1970) }
    /// A clock that is never set, by which files are looked at.
    var uptime: @Sendable () -> ContinuousClock.Instant = { .now }
}

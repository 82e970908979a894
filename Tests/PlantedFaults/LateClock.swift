import Engine
import SWFModel

/// A clock that wakes those who sleep until a moment an hour too late.
struct LateClock: ServiceClock {
    let base: any ServiceClock

    var now: Timestamp { base.now }

    var uptime: Duration { base.uptime }

    func sleep(until moment: Timestamp) async throws { try await base.sleep(until: moment + .seconds(3_600)) }

    func sleep(untilUptime uptime: Duration) async throws { try await base.sleep(untilUptime: uptime) }
}

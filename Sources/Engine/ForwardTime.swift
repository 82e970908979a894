/// A wall clock that never goes back, made of one that may and a clock that only goes forward.
///
/// While the wall clock is behind what was shown already, time goes on at nine tenths of its pace, until the wall clock has
/// caught up: a clock that was three hours fast and is put right is followed again after thirty hours. Were time to stand
/// still instead, or executions to wait until the wall clock passes their last event again, every timeout that begins
/// meanwhile would be late by those three hours. No timeout is ever early: nine tenths is never faster than the clock.
///
/// A wall clock that goes forward is followed at once. Pure: the readings of both clocks are arguments.
struct ForwardTime: Equatable, Sendable {
    private var last: (shown: Int, uptime: Int)?

    /// The time to show, in nanoseconds since 1970: never less than what was shown before.
    ///
    /// - Parameters:
    ///   - wall: Nanoseconds since 1970 by the wall clock.
    ///   - uptime: Nanoseconds by the clock that only goes forward.
    mutating func nanoseconds(wall: Int, uptime: Int) -> Int {
        var shown = wall
        if let last {
            let passed = max(0, uptime - last.uptime)
            shown = max(wall, last.shown + (passed - passed / 10))
        }
        last = (shown, max(uptime, last?.uptime ?? uptime))
        return shown
    }

    static func == (left: ForwardTime, right: ForwardTime) -> Bool {
        left.last?.shown == right.last?.shown && left.last?.uptime == right.last?.uptime
    }
}

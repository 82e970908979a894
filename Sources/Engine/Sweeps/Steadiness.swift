import SWFModel

/// Whether the wall clock can be believed enough to delete by it.
///
/// What the clock says is due is hidden at once, and shown again should the clock be put right. Deleting cannot be undone:
/// it waits until the clock has not jumped forward for an hour. The hour begins anew when the server starts, because nobody
/// knows what was done to the clock before. Pure: the readings of both clocks are arguments.
struct Steadiness: Equatable, Sendable {
    /// How long the clock must have been steady.
    static let needed = Duration.seconds(3_600)
    /// How much more than the time that passed a clock may go forward and still be steady.
    static let tolerance = Duration.seconds(60)

    private var last: (wall: Timestamp, uptime: Duration)?
    private var since: Duration?

    /// Takes note of a reading of both clocks.
    ///
    /// - Returns: Whether the wall clock has been steady for long enough.
    mutating func isSteady(wall: Timestamp, uptime: Duration) -> Bool {
        if let last, wall - last.wall > uptime - last.uptime + Self.tolerance { since = nil }
        last = (wall, uptime)
        let since = since ?? uptime
        self.since = since
        return uptime - since >= Self.needed
    }

    static func == (left: Steadiness, right: Steadiness) -> Bool {
        left.since == right.since && left.last?.wall == right.last?.wall && left.last?.uptime == right.last?.uptime
    }
}

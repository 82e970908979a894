import SWFModel

/// A token bucket: a call takes a token, tokens come back evenly, and never more than the bucket holds.
///
/// Pure: the time is an argument. It goes by the uptime, so a wall clock that is set neither fills nor empties it. Whole
/// numbers only: what is left over of a token is not lost between two looks.
struct TokenBucket: Equatable, Sendable {
    let rate: ThrottleRate
    /// In billionths of a token.
    private var level: Int
    private var filledAt: Duration

    private static let token = 1_000_000_000

    /// A full bucket.
    init(_ rate: ThrottleRate, at uptime: Duration) {
        self.rate = rate
        level = rate.capacity * Self.token
        filledAt = uptime
    }

    /// How many tokens are there.
    mutating func available(at uptime: Duration) -> Int {
        fill(at: uptime)
        return level / Self.token
    }

    /// Takes a token if there is one.
    mutating func admits(at uptime: Duration) -> Bool {
        guard available(at: uptime) > 0 else { return false }
        level -= Self.token
        return true
    }

    /// Takes tokens that are there.
    mutating func take(_ count: Int) {
        level = max(0, level - count * Self.token)
    }

    /// Whether it is as full as a new one, and so need not be remembered.
    mutating func isFull(at uptime: Duration) -> Bool {
        fill(at: uptime)
        return level == rate.capacity * Self.token
    }

    private mutating func fill(at uptime: Duration) {
        guard uptime > filledAt else { return }
        let full = rate.capacity * Self.token
        let (seconds, attoseconds) = (uptime - filledAt).components
        let (whole, isLong) = Int(seconds).multipliedReportingOverflow(by: Self.token)
        let (gain, isMuch) = (whole &+ Int(attoseconds) / 1_000_000_000).multipliedReportingOverflow(by: rate.perSecond)
        level = isLong || isMuch || gain >= full - level ? full : level + gain
        filledAt = uptime
    }
}

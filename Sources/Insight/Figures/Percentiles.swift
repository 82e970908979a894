/// The middle and the slow end of some durations: the values at or below which 50 and 95 of 100 are (nearest rank).
public struct Percentiles: Hashable, Sendable {
    /// The median.
    public var p50: Duration
    /// What 95 of 100 do not exceed.
    public var p95: Duration

    /// Nil of nothing.
    public init?(_ durations: [Duration]) {
        let sorted = durations.sorted()
        guard let p50 = Self.rank(50, of: sorted), let p95 = Self.rank(95, of: sorted) else { return nil }
        self.p50 = p50
        self.p95 = p95
    }

    private static func rank(_ percent: Int, of sorted: [Duration]) -> Duration? {
        guard !sorted.isEmpty else { return nil }
        return sorted[max(0, (percent * sorted.count + 99) / 100 - 1)]
    }
}

extension Duration {
    /// Seconds, to the millisecond: how durations stand in JSON, under keys that end in `_time`.
    package var reported: Double {
        let (seconds, attoseconds) = components
        return Double(Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)) / 1000
    }
}

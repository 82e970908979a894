extension Duration {
    /// So many minutes.
    public static func minutes(_ count: some BinaryInteger) -> Duration { .seconds(bounded(count) * 60) }

    /// So many hours.
    public static func hours(_ count: some BinaryInteger) -> Duration { .seconds(bounded(count) * 3_600) }

    /// So many days of 24 hours.
    public static func days(_ count: some BinaryInteger) -> Duration { .seconds(bounded(count) * 86_400) }

    /// For ever: for an activity's clock that is not to run out in one call, where nil leaves it as the definition has it.
    ///
    /// It is the least that the protocol has no number for; executions are open for a third of it at most.
    public static var unlimited: Duration { .seconds(100_000_000) }

    /// Whole seconds, a part of a second counted as one: the service's clocks know nothing smaller. Never negative.
    var wholeSeconds: Int {
        let (seconds, attoseconds) = components
        let whole = min(max(0, Int(clamping: seconds)), Int.max - 1)
        return attoseconds > 0 ? whole + 1 : whole
    }

    /// A count that no multiplication here makes too large: three million years are enough.
    private static func bounded(_ count: some BinaryInteger) -> Int {
        let limit = Int.max / 86_400
        return min(max(Int(clamping: count), -limit), limit)
    }

    /// The wire form of a timeout: whole seconds as text, at most the eight digits of the protocol.
    var timeout: String { String(min(wholeSeconds, 99_999_999)) }
}

extension Duration? {
    /// The wire form of a timeout, `NONE` for nil and for one without limit.
    var timeoutOrNone: String {
        guard let self, self < .unlimited else { return TimeoutInterval.none.wire }
        return self.timeout
    }
}

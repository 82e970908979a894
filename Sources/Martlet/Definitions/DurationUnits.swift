extension Duration {
    /// So many minutes.
    public static func minutes(_ count: some BinaryInteger) -> Duration { .seconds(Int(clamping: count) * 60) }

    /// So many hours.
    public static func hours(_ count: some BinaryInteger) -> Duration { .seconds(Int(clamping: count) * 3_600) }

    /// So many days of 24 hours.
    public static func days(_ count: some BinaryInteger) -> Duration { .seconds(Int(clamping: count) * 86_400) }

    /// Whole seconds, a part of a second counted as one: the service's clocks know nothing smaller. Never negative.
    var wholeSeconds: Int {
        let (seconds, attoseconds) = components
        return max(0, Int(clamping: seconds) + (attoseconds > 0 ? 1 : 0))
    }

    /// The wire form of a timeout: whole seconds as text, at most the eight digits of the protocol.
    var timeout: String { String(min(wholeSeconds, 99_999_999)) }
}

extension Duration? {
    /// The wire form of a timeout, `NONE` for nil.
    var timeoutOrNone: String { self?.timeout ?? TimeoutInterval.none.wire }
}

import SWFModel

/// Timeouts of the wire as arithmetic that cannot overflow.
enum Clock {
    /// No clock runs longer: a hundred years, in milliseconds. What is more is as good as never.
    private static let longest = 3_153_600_000_000

    /// A timeout in milliseconds; nil when it never runs out, or is no timeout at all.
    static func milliseconds(_ wire: String?) -> Int? {
        guard case .seconds(let seconds)? = TimeoutInterval(wire: wire) else { return nil }
        return min(seconds, longest / 1000) * 1000
    }

    /// The moment so many milliseconds after the start; nil when there is no timeout.
    static func deadline(_ milliseconds: Int?, after start: Timestamp) -> Timestamp? {
        guard let milliseconds else { return nil }
        let (sum, isOverflow) = start.milliseconds.addingReportingOverflow(milliseconds)
        return Timestamp(milliseconds: isOverflow ? Int.max : sum)
    }
}

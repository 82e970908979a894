/// A moment, to the millisecond: what the service writes into events and lists.
///
/// On the wire it is a JSON number of seconds since 1970 with at most three digits of fraction.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int

    /// Creates a moment from milliseconds since 1970.
    public init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    /// Creates a moment from seconds since 1970, rounded to the millisecond; values beyond the range are clamped.
    public init(seconds: Double) {
        let value = (seconds * 1000).rounded()
        // Beyond these bounds an Int would trap; the year 9999 is well inside.
        let bound = 4e15
        milliseconds = value.isNaN ? 0 : Int(min(max(value, -bound), bound))
    }

    /// Seconds since 1970.
    public var seconds: Double { Double(milliseconds) / 1000 }

    /// Orders moments by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment so much later.
    public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        return Timestamp(
            milliseconds: moment.milliseconds + Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
        )
    }

    /// The time from one moment to another.
    public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
        .milliseconds(later.milliseconds - earlier.milliseconds)
    }
}

extension Timestamp: Codable {
    /// Reads seconds since 1970, whole or with a fraction.
    public init(from decoder: any Decoder) throws {
        self.init(seconds: try decoder.singleValueContainer().decode(Double.self))
    }

    /// Writes seconds since 1970.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}

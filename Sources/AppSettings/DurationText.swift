/// Durations as people write them in settings and flags: `30s`, `5m`, `4h`, `7d`, `1h30m`, `3 min`; a bare number is seconds.
public enum DurationText {
    /// Reads a duration; nil when the text is none, is negative, or is longer than a hundred years.
    public static func parse(_ text: String) -> Duration? {
        var seconds = 0.0
        var rest = text.filter { !$0.isWhitespace }.lowercased()[...]
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let amount = Double(digits), digits.first != ".", digits.last != "." else { return nil }
            // A bare number may only stand alone: "1h30" might mean minutes or seconds.
            guard let scale = scales[String(unit)], !unit.isEmpty || (rest.isEmpty && seconds == 0) else { return nil }
            seconds += amount * scale
        }
        guard seconds <= 100 * 366 * 86_400 else { return nil }
        return .milliseconds(Int((seconds * 1000).rounded()))
    }

    private static let scales: [String: Double] = [
        "": 1, "s": 1, "sec": 1, "second": 1, "seconds": 1, "ms": 0.001,
        "m": 60, "min": 60, "minute": 60, "minutes": 60,
        "h": 3600, "hour": 3600, "hours": 3600,
        "d": 86_400, "day": 86_400, "days": 86_400,
    ]
}

import Foundation
public import SWFModel

/// Moments in the reader's terms: the time zone of the machine, and no date when it is today's.
public struct LocalTime: Sendable {
    /// The moment that counts as now.
    public var now: Timestamp

    /// Creates the value for a moment.
    public init(now: Timestamp) {
        self.now = now
    }

    /// Creates the value for the machine's clock: good enough for what people read, never for what is decided.
    public static func machine() -> LocalTime {
        LocalTime(now: MachineClock.now)
    }

    /// `14:03:05`, or `2026-03-01 14:03:05` on another day.
    public func text(_ moment: Timestamp) -> String {
        let (date, time) = Self.parts(moment)
        return date == Self.parts(now).date ? time : "\(date) \(time)"
    }

    /// `14:03:05.123`: for lines that stand close together.
    public func precise(_ moment: Timestamp) -> String {
        let milliseconds = ((moment.milliseconds % 1000) + 1000) % 1000
        let digits = String(milliseconds)
        return text(moment) + "." + String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// `3 min 4 s ago`.
    public func ago(_ moment: Timestamp) -> String {
        let age = now - moment
        return age < .zero ? "in \(DurationWords.text(.zero - age))" : "\(DurationWords.text(age)) ago"
    }

    private static func parts(_ moment: Timestamp) -> (date: String, time: String) {
        var seconds = time_t((Double(moment.milliseconds) / 1000).rounded(.down))
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return ("", "\(moment.seconds)") }
        func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
        return (date, "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))")
    }
}

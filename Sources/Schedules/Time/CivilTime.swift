public import SWFModel

/// A second of the Gregorian calendar: what cron expressions speak of. In UTC unless a zone's offset was added first.
///
/// Own arithmetic (days from the civil date, after Hinnant's "chrono-compatible low-level date algorithms"), because the
/// evaluation of schedules is a pure function and must not reach for calendars of the machine.
public struct CivilTime: Hashable, Comparable, Sendable {
    /// The year.
    public var year: Int
    /// The month, 1 to 12.
    public var month: Int
    /// The day of the month, 1 to 31.
    public var day: Int
    /// The hour, 0 to 23.
    public var hour: Int
    /// The minute, 0 to 59.
    public var minute: Int
    /// The second, 0 to 59.
    public var second: Int

    /// Creates a second; the parts are taken as they are.
    public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// The second that a moment falls into, in UTC.
    public init(_ moment: Timestamp) {
        self.init(reckoned: moment.wholeSeconds)
    }

    /// The second that a moment falls into, by the clocks of a zone.
    public init(_ moment: Timestamp, in zone: ZoneOffsets) {
        self.init(reckoned: moment.wholeSeconds + zone.offset(at: moment))
    }

    /// The second by its number since 1970-01-01 00:00:00 of the same reckoning.
    init(reckoned seconds: Int) {
        let days = Self.floor(seconds, by: Self.secondsOfDay)
        let rest = seconds - days * Self.secondsOfDay
        let (year, month, day) = Self.date(days: days)
        self.init(
            year: year,
            month: month,
            day: day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60
        )
    }

    /// The day of the week, 0 for Sunday to 6 for Saturday.
    public var weekday: Int {
        // 1970-01-01 was a Thursday.
        ((Self.days(year: year, month: month, day: day) + 4) % 7 + 7) % 7
    }

    /// The number of the second since 1970-01-01 00:00:00 of the same reckoning.
    var reckoned: Int {
        Self.days(year: year, month: month, day: day) * Self.secondsOfDay + hour * 3600 + minute * 60 + second
    }

    /// The moment at which the second begins, when it is one of UTC.
    public var timestamp: Timestamp { Timestamp(milliseconds: reckoned * 1000) }

    /// The year as two pieces of text that sort and read well: `20260301T0200Z`, or `20260301T020030Z` within a minute; free
    /// of what ids forbid.
    public var compact: String {
        let seconds = second == 0 ? "" : Self.padded(second)
        return
            "\(Self.padded(year, 4))\(Self.padded(month))\(Self.padded(day))T\(Self.padded(hour))\(Self.padded(minute))"
            + "\(seconds)Z"
    }

    /// The date as people write it: `2026-03-01`.
    public var date: String { "\(Self.padded(year, 4))-\(Self.padded(month))-\(Self.padded(day))" }

    /// The time of day as people write it: `02:00`, or `02:00:30` within a minute.
    public var time: String {
        "\(Self.padded(hour)):\(Self.padded(minute))" + (second == 0 ? "" : ":\(Self.padded(second))")
    }

    /// The second as people write it: `2026-03-01 02:00`, or `2026-03-01 02:00:30` within a minute.
    public var readable: String { "\(date) \(time)" }

    /// Reads ``compact``; nil when the text is something else.
    public init?(compact text: some StringProtocol) {
        let characters = Array(text)
        guard characters.count == 14 || characters.count == 16, characters[8] == "T", characters.last == "Z" else {
            return nil
        }
        func number(_ range: Range<Int>) -> Int? {
            let digits = characters[range]
            return digits.allSatisfy({ $0.isASCII && $0.isNumber }) ? Int(String(digits)) : nil
        }
        // A whole minute has one spelling only, so that an id has one tick and a tick one id.
        let seconds = characters.count == 14 ? 0 : number(13..<15).flatMap { $0 == 0 ? nil : $0 }
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8), let hour = number(9..<11),
            let minute = number(11..<13), let second = seconds, (1...12).contains(month), (1...31).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }

    /// Orders seconds by time.
    public static func < (left: CivilTime, right: CivilTime) -> Bool {
        (left.year, left.month, left.day, left.hour * 3600 + left.minute * 60 + left.second)
            < (right.year, right.month, right.day, right.hour * 3600 + right.minute * 60 + right.second)
    }

    static let secondsOfDay = 86_400

    /// How many days a month has.
    static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Division that rounds down, for numbers before 1970 too.
    static func floor(_ number: Int, by divisor: Int) -> Int {
        let quotient = number / divisor
        return number % divisor < 0 ? quotient - 1 : quotient
    }

    /// Days since 1970-01-01.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Timestamp {
    /// Whole seconds since 1970, rounded down.
    var wholeSeconds: Int { CivilTime.floor(milliseconds, by: 1000) }
}

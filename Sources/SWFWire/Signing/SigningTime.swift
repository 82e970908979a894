import SWFModel

/// A moment as signatures spell it: `20150830T123600Z`, and its day `20150830`.
struct SigningTime: Hashable, Sendable {
    /// Date and time in UTC, to the second.
    let text: String
    /// The first eight characters.
    let day: String
    /// The moment itself.
    let moment: Timestamp

    init(_ moment: Timestamp) {
        let seconds = moment.milliseconds.flooredQuotient(1000)
        let days = seconds.flooredQuotient(86_400)
        let second = seconds - days * 86_400
        let (year, month, date) = Self.civil(days: days)
        day = Self.padded(year, 4) + Self.padded(month, 2) + Self.padded(date, 2)
        let time = Self.padded(second / 3600, 2) + Self.padded(second / 60 % 60, 2) + Self.padded(second % 60, 2)
        text = "\(day)T\(time)Z"
        self.moment = moment
    }

    /// Reads a time as signatures spell it, `20150830T123600Z`; nil for any other spelling and for times that are none.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[4..<6]),
            let date = Self.number(bytes[6..<8]), let hour = Self.number(bytes[9..<11]),
            let minute = Self.number(bytes[11..<13]), let second = Self.number(bytes[13..<15])
        else { return nil }
        self.init(year: year, month: month, date: date, hour: hour, minute: minute, second: second)
    }

    /// Reads a time as HTTP spells it, `Sun, 06 Nov 1994 08:49:37 GMT`; nil for any other spelling.
    ///
    /// Some clients write `-0000` in place of the zone's name.
    init?(httpDate text: String) {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, words[0].utf8.count == 4, words[0].utf8.last == UInt8(ascii: ","),
            let month = Self.months.firstIndex(of: String(words[2])),
            words[1].utf8.count == 2, let date = Self.number(words[1].utf8),
            words[3].utf8.count == 4, let year = Self.number(words[3].utf8),
            ["GMT", "-0000", "+0000"].contains(words[5])
        else { return nil }
        let clock = words[4].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, clock.allSatisfy({ $0.utf8.count == 2 }), let hour = Self.number(clock[0].utf8),
            let minute = Self.number(clock[1].utf8), let second = Self.number(clock[2].utf8)
        else { return nil }
        self.init(year: year, month: month + 1, date: date, hour: hour, minute: minute, second: second)
    }

    private init?(year: Int, month: Int, date: Int, hour: Int, minute: Int, second: Int) {
        guard (1...12).contains(month), date >= 1, hour < 24, minute < 60, second < 60 else { return nil }
        let days = Self.days(year: year, month: month, date: date)
        // A date that its month does not have comes back as another.
        guard Self.civil(days: days) == (year, month, date) else { return nil }
        self.init(Timestamp(milliseconds: ((days * 24 + hour) * 3600 + minute * 60 + second) * 1000))
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// A number of at most four digits and nothing else.
    private static func number(_ digits: some Collection<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }

    /// The day counted from 1970 of a Gregorian date; the other way round than ``civil(days:)``.
    private static func days(year: Int, month: Int, date: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredQuotient(400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + date - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The Gregorian date of a day counted from 1970, by eras of 400 years that begin in March.
    private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int {
    /// The quotient rounded down, so that moments before 1970 fall on the right day.
    fileprivate func flooredQuotient(_ divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

import SWFModel

/// A moment as signatures spell it: `20150830T123600Z`, and its day `20150830`.
struct SigningTime: Hashable, Sendable {
    /// Date and time in UTC, to the second.
    let text: String
    /// The first eight characters.
    let day: String

    init(_ moment: Timestamp) {
        let seconds = moment.milliseconds.flooredQuotient(1000)
        let days = seconds.flooredQuotient(86_400)
        let second = seconds - days * 86_400
        let (year, month, date) = Self.civil(days: days)
        day = Self.padded(year, 4) + Self.padded(month, 2) + Self.padded(date, 2)
        let time = Self.padded(second / 3600, 2) + Self.padded(second / 60 % 60, 2) + Self.padded(second % 60, 2)
        text = "\(day)T\(time)Z"
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

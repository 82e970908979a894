public import SWFModel

/// A cron expression of five fields: minute, hour, day of the month, month, day of the week; in UTC.
///
/// As in every Unix: lists, ranges, steps, names of months and days, 7 as Sunday; and when both day fields are
/// restricted (neither begins with `*`), a day that fits either one fits.
public struct CronExpression: Hashable, Sendable {
    /// Why a text is no cron expression: a sentence.
    public struct Failure: Error, Hashable, CustomStringConvertible {
        /// The sentence.
        public var description: String

        init(_ description: String) {
            self.description = description
        }
    }

    private let minute: CronField
    private let hour: CronField
    private let dayOfMonth: CronField
    private let month: CronField
    private let dayOfWeek: CronField

    /// The longest gap between two ticks that a calendar allows: 29 February on one day of the week across 2100, like
    /// `0 0 29 2 */7`. Beyond it there is no tick.
    private static let horizonYears = 40

    /// Reads an expression.
    ///
    /// - Throws: ``Failure`` for what is not understood, and for days that never come, like 30 February.
    public init(_ text: String) throws(Failure) {
        let fields = text.split { $0 == " " || $0 == "\t" }
        guard fields.count == 5 else {
            throw Failure(
                "\"\(text)\" has \(fields.count) fields; a cron expression has five: "
                    + "minute, hour, day of the month, month, day of the week."
            )
        }
        minute = try CronField(fields[0], .minute)
        hour = try CronField(fields[1], .hour)
        dayOfMonth = try CronField(fields[2], .dayOfMonth)
        month = try CronField(fields[3], .month)
        dayOfWeek = try CronField(fields[4], .dayOfWeek)
        // 2000 is a leap year of a whole cycle: a day of the month that does not come in it never comes.
        let comes = month.values.contains { month in
            dayOfMonth.values.contains { $0 <= CivilTime.daysInMonth(month, of: 2000) }
        }
        guard comes || !(dayOfWeek.isOpen || dayOfMonth.isOpen) else {
            throw Failure("\"\(text)\" never comes: no such month has such a day.")
        }
    }

    /// Whether the expression ticks in this minute.
    public func ticks(in time: CivilTime) -> Bool {
        minute.contains(time.minute) && hour.contains(time.hour) && fits(time)
    }

    /// The last tick at or before a moment; nil when there was none within forty years.
    public func latest(atOrBefore moment: Timestamp) -> Timestamp? {
        let now = CivilTime(moment)
        var day = now
        while day.year >= now.year - Self.horizonYears {
            if fits(day) {
                for hour in hour.values.reversed() {
                    for minute in minute.values.reversed() {
                        let tick = CivilTime(
                            year: day.year,
                            month: day.month,
                            day: day.day,
                            hour: hour,
                            minute: minute
                        )
                        if tick <= now { return tick.timestamp }
                    }
                }
            }
            day = Self.day(day, offset: -1)
        }
        return nil
    }

    /// The first tick after a moment; nil when there is none within forty years.
    public func next(after moment: Timestamp) -> Timestamp? {
        let now = CivilTime(moment)
        var day = now
        while day.year <= now.year + Self.horizonYears {
            if fits(day) {
                for hour in hour.values {
                    for minute in minute.values {
                        let tick = CivilTime(
                            year: day.year,
                            month: day.month,
                            day: day.day,
                            hour: hour,
                            minute: minute
                        )
                        if tick > now { return tick.timestamp }
                    }
                }
            }
            day = Self.day(day, offset: 1)
        }
        return nil
    }

    private func fits(_ day: CivilTime) -> Bool {
        guard month.contains(day.month) else { return false }
        let byDate = dayOfMonth.contains(day.day)
        let byWeekday = dayOfWeek.contains(day.weekday)
        return dayOfMonth.isOpen || dayOfWeek.isOpen ? byDate && byWeekday : byDate || byWeekday
    }

    private static func day(_ day: CivilTime, offset: Int) -> CivilTime {
        var result = CivilTime(day.timestamp + .seconds(offset * 86_400))
        result.hour = 0
        result.minute = 0
        return result
    }
}

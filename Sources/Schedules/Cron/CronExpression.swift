public import SWFModel

/// A cron expression: minute, hour, day of the month, month, day of the week; with a sixth field in front, the second.
///
/// As in every Unix: lists, ranges, steps, names of months and days, 7 as Sunday, `@daily` and its kind; and when both day
/// fields are restricted (neither begins with `*`), a day that fits either one fits. Beyond Unix: `L` is the last day of the
/// month, `FRI#2` the second Friday.
///
/// **When clocks change** the rule is that of Vixie's cron. An expression whose second, minute or hour begins with `*` is one
/// that ticks *again and again*: it follows the clock on the wall, so an hour that is left out has no ticks, and an hour that
/// comes twice has its ticks twice. Any other names *times of day*, each of which is to come once a day: a time that is left
/// out comes at the moment of the change (several of them, and one that is due then anyway, as one tick), and one that comes
/// twice ticks the first time.
public struct CronExpression: Hashable, Sendable {
    /// Why a text is no cron expression: a sentence.
    public struct Failure: Error, Hashable, CustomStringConvertible {
        /// The sentence.
        public var description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// The expression as it was written.
    public let text: String
    /// Whether it ticks again and again rather than at times of day: a field for a time begins with `*`.
    public let isRepeating: Bool

    private let second: CronField
    private let minute: CronField
    private let hour: CronField
    private let dayOfMonth: CronField
    private let month: CronField
    private let dayOfWeek: CronField

    /// The longest gap between two ticks that a calendar allows: 29 February on one day of the week across 2100, like
    /// `0 0 29 2 */7`. Beyond it there is no tick.
    private static let horizonDays = 41 * 366

    /// Names for common expressions.
    private static let names = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
        "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
    ]

    /// Reads an expression.
    ///
    /// - Throws: ``Failure`` for what is not understood, and for days that never come, like 30 February.
    public init(_ text: String) throws(Failure) {
        var fields = text.split { $0 == " " || $0 == "\t" }
        if fields.count == 1, let name = fields.first, name.hasPrefix("@") {
            guard let meaning = Self.names[name.lowercased()] else {
                let known = Self.names.keys.sorted().joined(separator: ", ")
                throw Failure("\"\(name)\" is no name of a cron expression; the names are \(known).")
            }
            fields = meaning.split(separator: " ")
        }
        guard fields.count == 5 || fields.count == 6 else {
            throw Failure(
                "\"\(text)\" has \(fields.count) fields; a cron expression has five: "
                    + "minute, hour, day of the month, month, day of the week; or six, with the second in front."
            )
        }
        self.text = text
        let times = fields.count - 4
        second = try CronField(fields.count == 6 ? fields[0] : "0", .second)
        minute = try CronField(fields[times - 1], .minute)
        hour = try CronField(fields[times], .hour)
        dayOfMonth = try CronField(fields[times + 1], .dayOfMonth)
        month = try CronField(fields[times + 2], .month)
        dayOfWeek = try CronField(fields[times + 3], .dayOfWeek)
        isRepeating = second.isOpen || minute.isOpen || hour.isOpen
        // 2000 is a leap year of a whole cycle: a day of the month that does not come in it never comes.
        let comes = month.values.contains { month in
            dayOfMonth.isLast || dayOfMonth.values.contains { $0 <= CivilTime.daysInMonth(month, of: 2000) }
        }
        guard comes || !(dayOfWeek.isOpen || dayOfMonth.isOpen) else {
            throw Failure("\"\(text)\" never comes: no such month has such a day.")
        }
    }

    /// Whether the expression names this minute; its field for seconds is not looked at. For windows of time.
    public func covers(_ time: CivilTime) -> Bool {
        minute.contains(time.minute) && hour.contains(time.hour) && fits(time)
    }

    /// Whether the expression names this second of the clock on the wall.
    public func ticks(in time: CivilTime) -> Bool { second.contains(time.second) && covers(time) }

    /// The last tick at or before a moment; nil when there was none within forty years.
    ///
    /// - Parameter repeating: Whether it is taken as one that ticks again and again; by default as its text says.
    public func latest(
        atOrBefore moment: Timestamp,
        in zone: ZoneOffsets = .utc,
        repeating: Bool? = nil
    ) -> Timestamp? {
        var last = moment.wholeSeconds
        var index = zone.index(at: last)
        while true {
            let segment = zone.segments[index]
            if let tick = latest(notAfter: last, in: segment, repeating: repeating ?? isRepeating) {
                return Timestamp(milliseconds: tick * 1000)
            }
            guard index > 0 else { return nil }
            last = segment.start - 1
            index -= 1
        }
    }

    /// The first tick after a moment; nil when there is none within forty years.
    ///
    /// - Parameter repeating: Whether it is taken as one that ticks again and again; by default as its text says.
    public func next(
        after moment: Timestamp,
        in zone: ZoneOffsets = .utc,
        repeating: Bool? = nil
    ) -> Timestamp? {
        var first = moment.wholeSeconds + 1
        var index = zone.index(at: first)
        while true {
            let segment = zone.segments[index]
            if let tick = next(notBefore: first, in: segment, repeating: repeating ?? isRepeating) {
                return Timestamp(milliseconds: tick * 1000)
            }
            index += 1
            guard index < zone.segments.count else { return nil }
            first = segment.end
        }
    }

    // Within a stretch of one offset.

    private func next(notBefore first: Int, in segment: ZoneOffsets.Segment, repeating: Bool) -> Int? {
        if !repeating, first <= segment.start, isOwed(segment) { return segment.start }
        var local = first + segment.offset
        // The times of day that come again ticked before the clocks were put back.
        if !repeating, segment.offset < segment.before { local = max(local, segment.start + segment.before) }
        guard let found = nextOnWall(local) else { return nil }
        let tick = found - segment.offset
        return tick < segment.end ? tick : nil
    }

    private func latest(notAfter last: Int, in segment: ZoneOffsets.Segment, repeating: Bool) -> Int? {
        let isFirst = segment.start == .min
        if let found = latestOnWall(last + segment.offset) {
            let repeats = !repeating && segment.offset < segment.before
            let lowest = isFirst ? .min : segment.start + (repeats ? segment.before : segment.offset)
            if found >= lowest { return found - segment.offset }
        }
        return !repeating && !isFirst && isOwed(segment) ? segment.start : nil
    }

    /// Whether a time of day was left out when the clocks were put forward to where this stretch begins.
    private func isOwed(_ segment: ZoneOffsets.Segment) -> Bool {
        guard segment.start != .min, segment.offset > segment.before else { return false }
        guard let left = nextOnWall(segment.start + segment.before) else { return false }
        return left < segment.start + segment.offset
    }

    // By the clock on the wall, as a number of seconds.

    private func nextOnWall(_ first: Int) -> Int? {
        let today = CivilTime.floor(first, by: CivilTime.secondsOfDay)
        for day in today...(today + Self.horizonDays) {
            let midnight = day * CivilTime.secondsOfDay
            guard fits(CivilTime(reckoned: midnight)) else { continue }
            if let time = firstTime(max(0, first - midnight)) { return midnight + time }
        }
        return nil
    }

    private func latestOnWall(_ last: Int) -> Int? {
        let today = CivilTime.floor(last, by: CivilTime.secondsOfDay)
        for back in 0...Self.horizonDays {
            let midnight = (today - back) * CivilTime.secondsOfDay
            guard fits(CivilTime(reckoned: midnight)) else { continue }
            if let time = lastTime(min(CivilTime.secondsOfDay - 1, last - midnight)) { return midnight + time }
        }
        return nil
    }

    /// The first time of day at or after a second of the day.
    private func firstTime(_ start: Int) -> Int? {
        for hour in hour.values where hour >= start / 3600 {
            for minute in minute.values where hour > start / 3600 || minute >= start / 60 % 60 {
                let begin = hour * 3600 + minute * 60
                if let second = second.values.first(where: { begin + $0 >= start }) { return begin + second }
            }
        }
        return nil
    }

    /// The last time of day at or before a second of the day.
    private func lastTime(_ end: Int) -> Int? {
        for hour in hour.values.reversed() where hour <= end / 3600 {
            for minute in minute.values.reversed() where hour < end / 3600 || minute <= end / 60 % 60 {
                let begin = hour * 3600 + minute * 60
                if let second = second.values.last(where: { begin + $0 <= end }) { return begin + second }
            }
        }
        return nil
    }

    private func fits(_ day: CivilTime) -> Bool {
        guard month.contains(day.month) else { return false }
        let byDate = dayOfMonth.contains(dayOfMonth: day)
        let byWeekday = dayOfWeek.contains(dayOfWeek: day)
        return dayOfMonth.isOpen || dayOfWeek.isOpen ? byDate && byWeekday : byDate || byWeekday
    }
}

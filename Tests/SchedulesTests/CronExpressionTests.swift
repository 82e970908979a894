import SWFModel
import Testing

@testable import Schedules

@Suite struct CronExpressionTests {
    /// A moment of UTC from `2026-03-01 02:00`.
    static func at(_ text: String) throws -> Timestamp {
        let digits = text.filter { $0.isNumber }
        let compact = digits.prefix(8) + "T" + digits.dropFirst(8).prefix(4) + "Z"
        return try #require(CivilTime(compact: compact), "\(text) is no moment").timestamp
    }

    @Test(arguments: [
        // expression, now, the tick before (or at), the tick after
        ("* * * * *", "2026-03-01 02:03", "2026-03-01 02:03", "2026-03-01 02:04"),
        ("*/5 * * * *", "2026-03-01 02:03", "2026-03-01 02:00", "2026-03-01 02:05"),
        ("0 2 * * *", "2026-03-01 02:00", "2026-03-01 02:00", "2026-03-02 02:00"),
        ("0 2 * * *", "2026-03-01 01:59", "2026-02-28 02:00", "2026-03-01 02:00"),
        ("30 23 31 12 *", "2026-01-01 00:00", "2025-12-31 23:30", "2026-12-31 23:30"),
        ("0 0 29 2 *", "2026-03-01 00:00", "2024-02-29 00:00", "2028-02-29 00:00"),
        ("0 0 29 2 *", "2098-01-01 00:00", "2096-02-29 00:00", "2104-02-29 00:00"),
        ("0 0 31 * *", "2026-03-01 00:00", "2026-01-31 00:00", "2026-03-31 00:00"),
        ("0 9 * * MON-FRI", "2026-03-01 12:00", "2026-02-27 09:00", "2026-03-02 09:00"),
        ("0 9 * * mon,wed", "2026-03-03 12:00", "2026-03-02 09:00", "2026-03-04 09:00"),
        ("0 0 * * 7", "2026-03-02 00:00", "2026-03-01 00:00", "2026-03-08 00:00"),
        ("0 0 * * 0", "2026-03-02 00:00", "2026-03-01 00:00", "2026-03-08 00:00"),
        ("0 0 * JAN,jul *", "2026-03-02 00:00", "2026-01-31 00:00", "2026-07-01 00:00"),
        ("15,45 8-10/2 * * *", "2026-03-01 09:00", "2026-03-01 08:45", "2026-03-01 10:15"),
        ("50/5 * * * *", "2026-03-01 09:52", "2026-03-01 09:50", "2026-03-01 09:55"),
        ("59 23 28-31 * *", "2026-02-28 23:58", "2026-01-31 23:59", "2026-02-28 23:59"),
        ("@daily", "2026-03-01 02:00", "2026-03-01 00:00", "2026-03-02 00:00"),
        ("@Hourly", "2026-03-01 02:00", "2026-03-01 02:00", "2026-03-01 03:00"),
        ("@weekly", "2026-03-02 00:00", "2026-03-01 00:00", "2026-03-08 00:00"),
        ("@yearly", "2026-03-02 00:00", "2026-01-01 00:00", "2027-01-01 00:00"),
        ("0 0 12 * * *", "2026-03-02 00:00", "2026-03-01 12:00", "2026-03-02 12:00"),
        ("0 0 L * *", "2028-02-10 00:00", "2028-01-31 00:00", "2028-02-29 00:00"),
        ("0 0 15,L * *", "2026-02-16 00:00", "2026-02-15 00:00", "2026-02-28 00:00"),
        ("0 0 * * MON#1", "2026-03-03 00:00", "2026-03-02 00:00", "2026-04-06 00:00"),
        ("0 0 * * 7#5", "2026-03-01 00:00", "2025-11-30 00:00", "2026-03-29 00:00"),
        // When both day fields are restricted, either fits: Friday, or the 13th.
        ("0 0 13 * FRI", "2026-03-12 00:00", "2026-03-06 00:00", "2026-03-13 00:00"),
        ("0 0 13 * FRI", "2026-03-13 00:00", "2026-03-13 00:00", "2026-03-20 00:00"),
        // A day field that begins with a star restricts nothing by itself: both must fit.
        ("0 0 */2 * FRI", "2026-03-07 00:00", "2026-02-27 00:00", "2026-03-13 00:00"),
    ])
    func `ticks come when every Unix says`(text: String, now: String, before: String, after: String) throws {
        let expression = try CronExpression(text)
        #expect(expression.latest(atOrBefore: try Self.at(now)) == (try Self.at(before)))
        #expect(expression.next(after: try Self.at(now)) == (try Self.at(after)))
    }

    @Test(arguments: [
        ("", "\"\" has 0 fields"), ("* * * *", "has 4 fields"),
        ("* * * * * * *", "has 7 fields"),
        ("@reboot", "\"@reboot\" is no name of a cron expression; the names are @annually"),
        ("60 * * * * *", "\"60\" in the field for the second is outside 0 to 59."),
        (
            "* * * * FRI#6",
            "\"FRI#6\" in the field for the day of the week is no day and its place in the month, like FRI#2."
        ),
        ("* * * * #1", "is no day and its place in the month"), ("* * * * L", "is not understood"),
        ("* * L-1 * *", "is not understood"),
        ("60 * * * *", "\"60\" in the field for the minute is outside 0 to 59."),
        ("* 24 * * *", "\"24\" in the field for the hour is outside 0 to 23."),
        ("* * 0 * *", "\"0\" in the field for the day of the month is outside 1 to 31."),
        ("* * * 13 *", "\"13\" in the field for the month is outside 1 to 12."),
        ("* * * * 8", "\"8\" in the field for the day of the week is outside 0 to 7."),
        ("*/0 * * * *", "\"*/0\" in the field for the minute has no step of 1 or more."),
        ("* 22-2 * * *", "runs backwards; write the two halves as a list, like 22-23,0-2."),
        ("1,,2 * * * *", "\"\" in the field for the minute is not understood."),
        ("a * * * *", "\"a\" in the field for the minute is not understood."),
        ("-1 * * * *", "\"-1\" in the field for the minute is not understood."),
        ("1/2/3 * * * *", "is not understood."), ("1-2-3 * * * *", "is not understood."),
        ("* * * FEBRUARY *", "\"FEBRUARY\" in the field for the month is not understood."),
        ("99999999999999999999 * * * *", "is not understood."),
        ("0 0 30 2 *", "\"0 0 30 2 *\" never comes: no such month has such a day."),
        ("0 0 31 4,6,9,11 *", "never comes"),
    ])
    func `what is no expression is refused with a reason`(text: String, reason: String) {
        #expect {
            try CronExpression(text)
        } throws: { error in
            "\(error)".contains(reason)
        }
    }

    @Test func `seconds tick within a minute`() throws {
        let expression = try CronExpression("15,45 */2 * * * *")
        let now = try Self.at("2026-03-01 02:02")
        #expect(expression.next(after: now) == now + .seconds(15))
        #expect(expression.next(after: now + .seconds(15)) == now + .seconds(45))
        #expect(expression.next(after: now + .seconds(45)) == now + .seconds(135))
        #expect(expression.latest(atOrBefore: now) == now + .seconds(-75))
        #expect(expression.latest(atOrBefore: now + .milliseconds(15_000)) == now + .seconds(15))
        #expect(expression.latest(atOrBefore: now + .milliseconds(14_999)) == now + .seconds(-75))
    }

    @Test func `a leap day that must also be a Sunday is found across forty years`() throws {
        // `*/7` begins with a star, so both day fields must fit.
        let expression = try CronExpression("0 0 29 2 */7")
        let now = try Self.at("2089-01-01 00:00")
        #expect(expression.latest(atOrBefore: now) == (try Self.at("2088-02-29 00:00")))
        #expect(expression.next(after: now) == (try Self.at("2128-02-29 00:00")))
    }

    @Test func `an impossible date beside a weekday still comes on the weekday`() throws {
        let expression = try CronExpression("0 0 30 2 MON")
        #expect(expression.next(after: try Self.at("2026-02-01 00:00")) == (try Self.at("2026-02-02 00:00")))
    }

    @Test func `the tick before and the tick after never leave one out`() throws {
        let expression = try CronExpression("7,*/13 3-5,22 * 1-11/2 *")
        var minute = CivilTime(year: 2026, month: 1, day: 30, hour: 0, minute: 0).timestamp
        var last = expression.latest(atOrBefore: minute)
        for _ in 0..<(4 * 1440) {
            minute = minute + .seconds(60)
            if expression.ticks(in: CivilTime(minute)) { last = minute }
            guard expression.latest(atOrBefore: minute) == last else {
                Issue.record("wrong at \(CivilTime(minute).readable)")
                return
            }
        }
    }
}

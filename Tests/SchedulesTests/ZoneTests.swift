import SWFModel
import Testing

@testable import Schedules

/// What happens to ticks when clocks change. London: forward at 2026-03-29 01:00 UTC, back at 2026-10-25 01:00 UTC.
@Suite struct ZoneTests {
    static let london = ZoneOffsets(
        name: "Europe/London",
        changes: [
            (at(2026, 3, 29, 1), 3600), (at(2026, 10, 25, 1), 0), (at(2027, 3, 28, 1), 3600),
        ]
    )

    static func at(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) -> Timestamp {
        CivilTime(year: year, month: month, day: day, hour: hour, minute: minute).timestamp
    }

    /// The ticks in the hours around a change, in UTC.
    private func ticks(_ text: String, from start: Timestamp, to end: Timestamp) throws -> [String] {
        let expression = try CronExpression(text)
        var found: [String] = []
        var last = start
        while let tick = expression.next(after: last, in: Self.london), tick <= end {
            found.append(CivilTime(tick).time)
            #expect(expression.latest(atOrBefore: tick, in: Self.london) == tick)
            #expect(expression.latest(atOrBefore: tick + .milliseconds(-1), in: Self.london).map { $0 < tick } ?? true)
            last = tick
        }
        return found
    }

    @Test(arguments: [
        // expression, UTC times of its ticks from 00:15 to 03:15 UTC on the day that has no 01:00 to 02:00 there
        ("30 1 * * *", ["01:00"]), ("0 1 * * *", ["01:00"]), ("0,30 1 * * *", ["01:00"]), ("0 2 * * *", ["01:00"]),
        ("15,45 1,2 * * *", ["01:00", "01:15", "01:45"]), ("0 3 * * *", ["02:00"]), ("30 0 * * *", ["00:30"]),
        ("*/30 * * * *", ["00:30", "01:00", "01:30", "02:00", "02:30", "03:00"]), ("*/15 1 * * *", []),
        ("30 * * * *", ["00:30", "01:30", "02:30"]), ("0 30 1 * * *", ["01:00"]), ("*/20 30 1 * * *", []),
    ])
    func `a time that is left out comes at the change, what repeats follows the wall`(
        text: String,
        times: [String]
    ) throws {
        #expect(
            try ticks(text, from: Self.at(2026, 3, 29, 0, 15), to: Self.at(2026, 3, 29, 3, 15)) == times
        )
    }

    @Test(arguments: [
        // the same on the day that has 01:00 to 02:00 twice there: at 00:00 and at 01:00 UTC
        ("30 1 * * *", ["00:30"]), ("0 1 * * *", ["00:00"]), ("0,30 1 * * *", ["00:00", "00:30"]),
        ("0 2 * * *", ["02:00"]), ("59 0 * * *", ["23:59"]),
        ("*/30 * * * *", ["00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "03:00"]),
        ("*/30 1 * * *", ["00:00", "00:30", "01:00", "01:30"]), ("30 * * * *", ["00:30", "01:30", "02:30"]),
    ])
    func `a time that comes twice ticks the first time, what repeats follows the wall`(
        text: String,
        times: [String]
    ) throws {
        #expect(
            try ticks(text, from: Self.at(2026, 10, 24, 23, 45), to: Self.at(2026, 10, 25, 3, 15)) == times
        )
    }

    @Test func `an ordinary day is local time`() throws {
        let expression = try CronExpression("0 22 * * MON-FRI")
        #expect(expression.next(after: Self.at(2026, 7, 4), in: Self.london) == Self.at(2026, 7, 6, 21))
        #expect(expression.next(after: Self.at(2026, 12, 5), in: Self.london) == Self.at(2026, 12, 7, 22))
        #expect(expression.latest(atOrBefore: Self.at(2026, 7, 6, 20, 59), in: Self.london) == Self.at(2026, 7, 3, 21))
    }

    @Test(arguments: [
        "Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu",
    ])
    func `the zones of the machine give the days that everybody knows`(name: String) throws {
        let zone = try #require(SystemZones.offsets(named: name))
        switch name {
        case "Europe/London":
            let changes = zone.changes(after: Self.at(2026, 1, 1)).prefix(2)
            #expect(changes.map(\.at) == [Self.at(2026, 3, 29, 1), Self.at(2026, 10, 25, 1)])
            #expect(changes.map(\.offset) == [3600, 0])
        case "America/New_York":
            #expect(zone.changes(after: Self.at(2026, 1, 1)).first?.at == Self.at(2026, 3, 8, 7))
        case "Australia/Lord_Howe":
            #expect(
                Set(zone.changes(after: Self.at(2026, 1, 1)).prefix(2).map { abs($0.offset - $0.before) }) == [1800]
            )
        case "Asia/Kathmandu": #expect(zone.offset(at: Self.at(2026, 1, 1)) == 20_700)
        default: #expect(!zone.changes(after: Self.at(2026, 1, 1)).isEmpty)
        }
    }

    @Test(arguments: ["BST", "Europe/Londn", "", "London", "GMT+1"])
    func `what is no zone is none`(name: String) {
        #expect(SystemZones.offsets(named: name) == nil)
    }

    @Test(arguments: ["7,*/13 3-5,22 * 1-11/2 *", "30 1,2 * * *", "0 0 31 * *", "15 1 * * SUN", "*/10 0-2 L * *"])
    func `the tick before and the tick after agree, minute by minute, over a year`(text: String) throws {
        let expression = try CronExpression(text)
        var expected = expression.latest(atOrBefore: Self.at(2026, 1, 1), in: Self.london)
        var next = expression.next(after: Self.at(2026, 1, 1), in: Self.london)
        for step in stride(from: 0, through: 366 * 1440, by: 7) {
            let minute = Self.at(2026, 1, 1) + .seconds(step * 60)
            while let tick = next, tick <= minute {
                expected = tick
                next = expression.next(after: tick, in: Self.london)
            }
            guard expression.latest(atOrBefore: minute, in: Self.london) == expected else {
                Issue.record("wrong at \(CivilTime(minute).readable) UTC")
                return
            }
        }
    }
}

import SWFModel
import Testing

@testable import Schedules

@Suite struct CivilTimeTests {
    @Test(arguments: [
        (0, "1970-01-01 00:00", 4), (-1, "1969-12-31 23:59:59", 3), (951_782_400_000, "2000-02-29 00:00", 2),
        (4_107_542_399_000, "2100-02-28 23:59:59", 0), (4_107_542_400_000, "2100-03-01 00:00", 1),
        (1_772_330_520_500, "2026-03-01 02:02", 0), (253_402_300_799_000, "9999-12-31 23:59:59", 5),
    ])
    func `a moment falls into its second and weekday`(milliseconds: Int, text: String, weekday: Int) {
        let time = CivilTime(Timestamp(milliseconds: milliseconds))
        #expect(time.readable == text)
        #expect(time.weekday == weekday)
    }

    @Test func `every day of five hundred years goes there and back`() {
        var previous: CivilTime?
        for day in stride(from: -100_000, through: 100_000, by: 1) {
            let moment = Timestamp(milliseconds: day * 86_400_000)
            let time = CivilTime(moment)
            guard time.timestamp == moment, time.weekday == ((day + 4) % 7 + 7) % 7, previous.map({ $0 < time }) ?? true
            else {
                Issue.record("day \(day) became \(time.readable)")
                return
            }
            previous = time
        }
    }

    @Test func `the compact form is read back, and nothing else is`() {
        let time = CivilTime(year: 2026, month: 3, day: 1, hour: 2, minute: 5)
        #expect(time.compact == "20260301T0205Z")
        #expect(CivilTime(compact: time.compact) == time)
        let second = CivilTime(year: 2026, month: 3, day: 1, hour: 2, minute: 5, second: 9)
        #expect(second.compact == "20260301T020509Z")
        #expect(CivilTime(compact: second.compact) == second)
        for text in [
            "", "20260301T0205", "20261301T0205Z", "20260301T2405Z", "2026-301T0205Z", "20260301 0205Z",
            // A whole minute has one spelling only.
            "20260301T020500Z", "20260301T020560Z",
        ] {
            #expect(CivilTime(compact: text) == nil)
        }
    }
}

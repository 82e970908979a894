import Testing

@testable import SWFClient

@Suite struct RetryScheduleTests {
    @Test func `the ceiling doubles up to its bound`() {
        let schedule = RetrySchedule()
        let ceilings = (1...9).map { schedule.ceiling(afterAttempt: $0, isThrottled: false) }
        #expect(ceilings == [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000].map { .milliseconds($0) })
        #expect(schedule.ceiling(afterAttempt: .max, isThrottled: true) == .seconds(5))
    }

    @Test func `the wait is drawn from nothing to the ceiling`() {
        let schedule = RetrySchedule()
        #expect(schedule.wait(afterAttempt: 2, isThrottled: true, chance: 0) == .zero)
        #expect(schedule.wait(afterAttempt: 2, isThrottled: true, chance: 0.5) == .milliseconds(500))
        #expect(schedule.wait(afterAttempt: 2, isThrottled: true, chance: 1) == .seconds(1))
    }
}

import Martlet
import MartletTesting
import Testing

@testable import MonitorExample

@Suite struct MonitorTests {
    @Test func `it says when the site goes down, and when it comes back`() async throws {
        let test = try await WorkflowTest(Monitor.self)
        let (clock, beginning) = (test.clock, test.beginning)
        test.replace(CheckSite.self) { _, _ in
            !(Duration.minutes(10)..<Duration.minutes(25)).contains(clock.now - beginning)
        }
        test.replace(Alert.self, returning: Nothing())
        let monitor = try await test.start(Monitor.self, Watch(site: "example.org"))
        try await test.advance(by: .hours(1))
        #expect(test.calls(of: Alert.self).map(\.input) == ["example.org is down", "example.org is up again"])
        #expect(try await monitor.published(as: Watch.self)?.checks == 13)
    }

    @Test func `a week of two thousand checks takes five histories`() async throws {
        let test = try await WorkflowTest(Monitor.self, replayChecks: .growing)
        test.replace(CheckSite.self, returning: true)
        let monitor = try await test.start(Monitor.self, Watch(site: "example.org"))
        test.at(.days(7)) { try await monitor.requestCancel() }
        let watch = try await monitor.result()
        #expect(watch == Watch(site: "example.org", isUp: true, checks: 7 * 288 + 1))
        #expect(try await monitor.runs().count == 5)
        #expect(test.clock.now - test.beginning == .days(7))
    }
}

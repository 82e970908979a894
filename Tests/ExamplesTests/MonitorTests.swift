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

    @Test func `two days of checks take two histories`() async throws {
        let test = try await WorkflowTest(Monitor.self, replayChecks: .growing)
        test.replace(CheckSite.self, returning: true)
        let monitor = try await test.start(Monitor.self, Watch(site: "example.org"))
        test.at(.days(2)) { try await monitor.requestCancel() }
        let watch = try await monitor.result()
        #expect(watch == Watch(site: "example.org", isUp: true, checks: 577))
        #expect(try await monitor.runs().count == 2)
    }
}

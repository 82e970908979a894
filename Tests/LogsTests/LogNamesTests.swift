import Logging
import SWFModel
import Testing

@testable import Logs

@Suite struct LogNamesTests {
    @Test(arguments: [
        ("run_time", true), ("log_timestamp", true), ("startTimestamp", false), ("workflowId", true),
        ("duration", false),
        ("runTime", false), ("timeoutSeconds", false), ("poll_ms", false), ("elapsed", false), ("created_at", false),
        ("startedAt", false), ("attempt", true), ("events", true), ("error.type", true), ("startToCloseTimeout", true),
    ])
    func `durations are called time, moments timestamp, and nothing else is`(key: String, isGood: Bool) {
        #expect((LogKey.problem(key) == nil) == isGood, "\(LogKey.problem(key) ?? "")")
    }

    @Test(arguments: [
        ("run_time", 1.5, true), ("run_time", 1_772_330_520, false), ("log_timestamp", 1_772_330_520.5, true),
        ("log_timestamp", 1_772_330_520_500, false), ("log_timestamp", 12, false), ("attempt", 1e12, true),
    ])
    func `numbers are what their keys say`(key: String, value: Double, isGood: Bool) {
        #expect((LogKey.problem(key, value: value) == nil) == isGood)
    }

    @Test func `a module has the level of the nearest name, and libraries are quiet`() {
        let levels = LogLevels(.info, modules: ["martlet": .notice, "martlet.worker": .debug, "lifecycle": .info])
        let found = ["martlet.worker", "martlet.worker.x", "martlet.decider", "other", "http", "lifecycle"].map(
            levels.level
        )
        #expect(found == [.debug, .debug, .notice, .info, .warning, .info])
        #expect(LogLevels(.debug).level(of: "http") == .debug)
        #expect(LogLevels(.error).level(of: "http") == .error)
    }

    @Test func `a line of syslog has the head of its form, and is cut between characters`() {
        let moment = Timestamp(milliseconds: 1_772_330_520_007)
        var line = SyslogLine(form: .rfc5424, facility: 16, host: "a host", program: "martlet-worker", pid: 7)
        #expect(
            String(decoding: line.datagram(.error, moment, "{}"), as: UTF8.self)
                == "<131>1 2026-03-01T02:02:00.007Z a_host martlet-worker 7 - - {}"
        )
        line.form = .rfc3164
        let local = String(decoding: line.datagram(.info, moment, "text"), as: UTF8.self)
        #expect(local.contains(/^<134>(Feb 28|Mar  [12]) \d\d:\d\d:\d\d martlet-worker\[7\]: text$/))
        let long = line.datagram(.info, moment, String(repeating: "é", count: 9000))
        #expect(long.count <= SyslogLine.limit)
        #expect(String(validating: long, as: UTF8.self) != nil)
        #expect(SyslogLine.severity(.trace) == 7)
        #expect(SyslogLine.severity(.critical) == 2)
    }

    @Test(arguments: [
        ("worker.log", "worker.log", 0), ("worker.log.1", "worker.log", 1), ("a/worker.log.12", "a/worker.log", 12),
    ])
    func `an older file is known by its number`(name: String, log: String, age: Int) throws {
        let parsed = try #require(FileRotation.parse(name))
        #expect((parsed.log, parsed.age) == (log, age))
    }

    @Test(arguments: ["worker.json", "worker.log.gz", "worker.log.0", "worker.1", "worker.log.-1"])
    func `other files are none of a log`(name: String) {
        #expect(FileRotation.parse(name) == nil)
    }

    @Test func `the oldest file falls away, the others move up`() {
        let steps = FileRotation.steps("x.log", count: 3).map { "\($0.from) \($0.to)" }
        #expect(steps == ["x.log.2 x.log.3", "x.log.1 x.log.2", "x.log x.log.1"])
        #expect(FileRotation.steps("x.log", count: 1).map(\.to) == ["x.log.1"])
    }
}

import AppSettings
import CommandSupport
import Foundation
import Pools
import SWFModel
import Testing

@testable import SupervisorPrograms

/// What `martlet status` says, from the files that supervisor and processes write.
@Suite struct StatusReportTests {
    private let now = Timestamp(seconds: 10_000)

    /// An environment with one worker wanted, and files that say what it is about.
    ///
    /// - Parameter supervision: What the supervisor says; nil when there is none. It is this process.
    private func report(
        _ supervision: Supervision?,
        _ process: ProcessReport? = nil,
        lists: EnvironmentStatus.Lists = .known([])
    ) throws -> StatusReport {
        let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: home) }
        let text = #"""
            {"environments": {"dev": {"service": {"endpoint": "http://127.0.0.1:1"}, "deciders": {"count": 0},
            "workers": {"count": 1}}}}
            """#
        let settings = try Settings.load(SettingsSources(file: .init(name: "settings.json", text: text), home: home))
        let setup = SupervisorSetup(settings)
        try setup.makeFolders()
        if let supervision {
            let pid = ProcessInfo.processInfo.processIdentifier
            let report = SupervisorReport(
                pid: pid,
                birth: KernelProcess.birth(of: pid) ?? 0,
                environment: "dev",
                program: "/nowhere/supervisor",
                build: "b",
                started: Timestamp(seconds: 9_940),
                supervision: supervision,
                clock: SteadyClock(),
                lockDescriptor: 3
            )
            try ReportFile.write(report, to: setup.folder.supervisor)
        }
        if let process { try ReportFile.write(process, to: setup.folder.report(pool: "workers", slot: 1)) }
        let status = EnvironmentStatus(settings, setup, lists: lists, host: "here", now: now)
        return StatusReport(environments: [status], time: LocalTime(now: now))
    }

    private func supervision() -> Supervision {
        var supervision = Supervision(at: Timestamp(seconds: 9_000))
        let name = ProcessName(pool: "workers", slot: 1)
        supervision.want([WantedProcess(name: name, program: "worker", arguments: [])], at: now)
        supervision.started(name, pid: 4_711, birth: 17, at: Timestamp(seconds: 9_100))
        _ = supervision.takeNews()
        return supervision
    }

    private func process(poll: Double) -> ProcessReport {
        var report = ProcessReport(
            pid: 4_711,
            birth: 17,
            program: "worker",
            environment: "dev",
            pool: "workers",
            slot: 1,
            build: "b",
            started: Timestamp(seconds: 9_100)
        )
        report.state = .polling
        report.lastPoll = Timestamp(seconds: poll)
        return report
    }

    @Test func `a pool that polls is well, and what waits for it is told`() throws {
        let lists = [
            TaskListInfo(
                kind: .decision,
                name: "DefaultTaskList",
                oldestTimestamp: now,
                waitingCount: 9
            ),
            TaskListInfo(
                kind: .activity,
                name: "DefaultTaskList",
                oldestTimestamp: Timestamp(seconds: 9_970),
                waitingCount: 2
            ),
        ]
        let report = try report(supervision(), process(poll: 9_995), lists: .known(lists))
        let lines = report.lines()
        #expect(lines.count == 4)
        let row = ["dev", "workers", "1", "1", "0", "5 s ago", "0", "30 s ago (2 waiting)"]
        #expect(lines[2].split(separator: "  ").map { $0.trimmingPrefix(" ") } == row.map { $0[...] })
        #expect(lines[3].hasPrefix("dev: supervisor ") && lines[3].hasSuffix(", 1 min ago"))
        #expect(report.environments[0].status == .ok)
        let json = try report.json()
        #expect(json.contains(#""last_poll_timestamp":9995"#))
        #expect(json.contains(#""waitingCount":2,"oldest_waiting_timestamp":9970,"oldest_waiting_time":30"#), "\(json)")
        #expect(json.contains(#""problems":[]"#))
    }

    @Test func `an old poll is a problem, and the exit code says so`() throws {
        let report = try report(supervision(), process(poll: 9_500))
        #expect(report.environments[0].problems == ["workers-1: its last answered poll is 500 s old"])
        #expect(report.environments[0].status.rawValue == 3)
        #expect(try report.json().contains(#""isWell":false,"problem":"its last answered poll is 500 s old""#))
    }

    @Test func `without anything it says what is missing`() throws {
        let report = try report(nil)
        #expect(report.lines().suffix(2) == ["dev: nothing was started here", "dev: workers: 1 missing"])
        #expect(report.environments[0].status.rawValue == 3)
    }

    @Test func `what a service does not tell is not known, which is no problem`() throws {
        let reason = "what waits is not known: this service does not tell, as Amazon SWF does not"
        let report = try report(supervision(), process(poll: 9_995), lists: .unknown(reason))
        #expect(report.lines()[2].hasSuffix("not known"))
        #expect(report.lines().last == "dev: \(reason)")
        #expect(report.environments[0].status == .ok)
        #expect(try !report.json().contains("waitingCount"))
    }
}

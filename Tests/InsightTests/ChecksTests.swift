import AppSettings
import CommandSupport
import Martlet
import MartletTesting
import Pools
import SWFModel
import SWFWire
import Testing

@testable import Insight

@Suite struct ChecksTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)
    private static let time = LocalTime(now: now)

    @Test(arguments: [
        (130.0, 1.0, "local clock 130 s behind the service (±1 s)", Finding.Level.problem),
        (-130, 1, "local clock 130 s ahead of the service (±1 s)", .problem),
        (30, 0.5, "local clock 30 s behind the service (±500 ms)", .warning),
        (120, 1, "local clock 120 s behind the service (±1 s)", .warning),
        (0.4, 1, "local clock agrees with the service (±1 s)", .ok),
        (7200, 1, "local clock 2 h behind the service (±1 s)", .problem),
    ])
    func `a drift says how far and which way`(seconds: Double, margin: Double, words: String, level: Finding.Level) {
        let drift = ClockDrift(
            offset: .milliseconds(Int(seconds * 1000)),
            uncertainty: .milliseconds(Int(margin * 1000))
        )
        #expect(drift.sentence == words)
        #expect(drift.finding().level == level)
        #expect(drift.isBeyond() == (level == .problem))
    }

    @Test(arguments: [
        ("1G", 1_000_000_000), ("500M", 500_000_000), ("1.5GB", 1_500_000_000), ("999T", 999_000_000_000_000),
        ("12", 12), ("", nil), ("G", nil), ("-1G", nil), ("1X", nil), ("nan", nil), ("99999999999T", nil),
    ])
    func `sizes are read as people write them`(text: String, bytes: Int?) {
        #expect(DiskSpace.bytes(text) == bytes)
    }

    @Test func `a disk that is nearly full is a problem, one that is half as bad a warning`() {
        func level(_ free: Int) -> Finding.Level {
            DiskSpace(uses: ["store", "tmp"], path: "/srv", freeBytes: free, totalBytes: 8_000_000_000)
                .finding(minimumBytes: 1_000_000_000).level
        }
        #expect(level(999_999_999) == .problem)
        #expect(level(1_999_999_999) == .warning)
        #expect(level(2_000_000_000) == .ok)
        let space = DiskSpace(uses: ["store"], path: "/srv", freeBytes: 12_300_000_000, totalBytes: 50_000_000_000)
        #expect(space.sentence == "store: 12.3 GB of 50 GB free at /srv")
    }

    @Test(
        arguments: [
            (0o600, .ok), (0o400, .ok), (0o640, .problem), (0o604, .problem), (nil, .problem),
        ] as [(Int?, Finding.Level)]
    )
    func `a secret is its owner's alone`(mode: Int?, level: Finding.Level) {
        #expect(SecretFile(setting: "service.credentialsFile", path: "/k", mode: mode).finding.level == level)
    }

    @Test func `a domain says what it keeps`() {
        func level(_ days: String, _ status: RegistrationStatus = .registered) -> [Finding.Level] {
            let detail = DomainDetail(
                configuration: DomainConfiguration(workflowExecutionRetentionPeriodInDays: days),
                domainInfo: DomainInfo(name: "d", status: status)
            )
            return DomainCheck.findings("d", detail).map(\.level)
        }
        #expect(level("30") == [.ok])
        #expect(level("0") == [.warning])
        #expect(level("NONE") == [.warning])
        #expect(level("30", .deprecated) == [.problem])
        #expect(DomainCheck.findings("d", nil).map(\.level) == [.problem])
    }

    @Test func `types that are missing, otherwise or deprecated are told, the others counted`() {
        let type = WorkflowType(name: "W", version: "1")
        let slow = WorkflowDefinition("W", version: "1", taskStartToClose: .seconds(86_400))
        let findings = TypesCheck.findings(
            [
                (.workflow(type), .alreadyThere), (.workflow(type), nil),
                (.activity(ActivityType(name: "A", version: "1")), .differs(["heartbeat is registered as 1"])),
                (.activity(ActivityType(name: "B", version: "1")), .deprecated),
            ],
            workflows: [slow]
        )
        #expect(findings.map(\.level) == [.problem, .warning, .problem, .warning, .ok])
        #expect(findings.last?.sentence == "1 of 4 types of this build are registered as it says")
        #expect(findings[3].sentence.contains("a decision may take 86400 s"))
    }

    @Test func `a list that nobody polls is a problem when something waits in it`() {
        func list(_ name: String, _ waiting: Int, ago: Int?, oldest: Int? = nil) -> TaskListFacts {
            TaskListFacts(
                TaskListName(.activity, name),
                waiting: waiting,
                oldest: oldest.map { Self.now + .seconds(-$0) },
                pollers: ago.map {
                    [PollerInfo(identity: "a:1:worker", lastPollTimestamp: Self.now + .seconds(-$0), waitingPolls: 0)]
                } ?? []
            )
        }
        let wanted = [TaskListName(.activity, "idle"), TaskListName(.activity, "good")]
        let findings = TaskListsCheck.findings(
            [
                list("stuck", 3, ago: nil), list("idle", 0, ago: 400), list("slow", 9, ago: 1, oldest: 700),
                list("good", 1, ago: 2, oldest: 5), list("old", 0, ago: 3000),
            ],
            wanted: wanted,
            time: Self.time
        )
        #expect(findings.map(\.level) == [.problem, .warning, .warning, .ok])
        #expect(findings[0].sentence == "activity list stuck: 3 waiting, and nobody polls that list")
        #expect(findings[2].sentence == "activity list slow: 9 waiting, the oldest since 11 min 40 s")
    }

    private static func tail(_ id: String, _ build: (inout HistoryBuilder) -> Void) -> ExecutionsCheck.Tail {
        var history = HistoryBuilder.started("W")
        build(&history)
        return ExecutionsCheck.Tail(
            execution: WorkflowExecution(runId: "r", workflowId: id),
            type: WorkflowType(name: "W", version: "1"),
            events: history.events
        )
    }

    @Test func `executions that are held up are told, with what to do`() {
        let tails = [
            Self.tail("held") {
                $0.decided()
                $0.markerRecorded("martlet.note.held", details: "It does not follow.\nDecider: d")
                $0.timerStarted("martlet.hold-1", seconds: 60)
            },
            Self.tail("timing-out") {
                for _ in 0..<2 {
                    $0.decisionTaskStarted()
                    $0.decisionTaskTimedOut()
                    $0.decisionTaskScheduled()
                }
            },
            Self.tail("large") {
                $0.decided()
                $0.markerRecorded("m", details: String(repeating: "x", count: 30_000))
            },
            Self.tail("good") { $0.decided() },
        ]
        let findings = ExecutionsCheck.findings(tails, open: 4, known: [WorkflowType(name: "W", version: "1")])
        #expect(findings.map(\.level) == [.problem, .problem, .warning])
        #expect(findings[0].sentence == "held is held, deciders cannot follow its history: It does not follow.")
        #expect(findings[1].sentence == "timing-out (W): its last 2 decision tasks timed out")
        #expect(findings[2].sentence.hasPrefix("large: the details of event 5 has 30000 characters"))
        let unknown = ExecutionsCheck.findings(tails, open: 9, known: [])
        #expect(unknown.first?.sentence == "4 open executions are of the workflow W 1, which this build does not know")
        #expect(unknown.last?.sentence == "the newest 4 of 9 open executions were looked at (--limit)")
        #expect(ExecutionsCheck.findings([], open: 0).map(\.sentence) == ["none is open"])
    }

    @Test func `many of a kind are told by ten, and how many more`() {
        let tails = (0..<25).map { number in
            Self.tail("x\(number)") {
                $0.decided()
                $0.markerRecorded("martlet.note.held", details: "No.")
                $0.timerStarted("martlet.hold-1", seconds: 60)
            }
        }
        let findings = ExecutionsCheck.findings(tails, open: 25)
        #expect(findings.count == 10)
        #expect(findings.last?.sentence.hasSuffix("(and 15 more like it)") == true)
    }

    static func report(_ pool: String, _ slot: Int, ago: Int?, holds: Int = 0) -> ProcessReport {
        var report = ProcessReport(
            pid: Int32(100 + slot),
            birth: 1,
            program: "worker",
            environment: "dev",
            pool: pool,
            slot: slot,
            build: "b",
            started: now + .seconds(-1000)
        )
        report.lastPoll = ago.map { now + .seconds(-$0) }
        report.tasksDone = 7
        report.inHand = (0..<holds).map { _ in
            ProcessReport.TaskInHand(
                workflowId: "w",
                runId: "r",
                activityId: "a",
                type: "A",
                since: now + .seconds(-600)
            )
        }
        return report
    }

    @Test func `a pool lives by its polls, and not while all its hands are full`() {
        let settings = [Settings.Pool(name: "workers", program: .worker, count: 2, slots: 1)]
        func level(_ reports: [(ProcessReport, Bool)]) -> [Finding.Level] {
            let pools = PoolSight.pools(reports.map { (report: $0.0, isAlive: $0.1) }, wanted: settings)
            return PoolsCheck.findings(pools, pollAge: .seconds(180), time: Self.time).map(\.level)
        }
        let fresh = Self.report("workers", 1, ago: 3)
        #expect(level([(fresh, true), (Self.report("workers", 2, ago: 5), true)]) == [.ok])
        #expect(level([(fresh, true), (Self.report("workers", 2, ago: 5), false)]) == [.warning])
        #expect(level([(fresh, false)]) == [.problem])
        #expect(
            level([(Self.report("workers", 1, ago: 600), true), (Self.report("workers", 2, ago: 600), true)]) == [
                .problem
            ]
        )
        let busy = [
            (Self.report("workers", 1, ago: 600, holds: 1), true),
            (Self.report("workers", 2, ago: 600, holds: 1), true),
        ]
        #expect(level(busy) == [.ok])
        #expect(level([]) == [.ok])
    }

    @Test func `health is one line, and what is wrong comes alone`() {
        let settings = [Settings.Pool(name: "workers", program: .worker, count: 1, slots: 1)]
        var report = HealthReport(time: Self.time)
        report.service(answer: .milliseconds(12))
        report.polls(
            PoolSight.pools([(report: Self.report("workers", 1, ago: 3), isAlive: true)], wanted: settings),
            []
        )
        report.tasks([])
        report.disk([DiskSpace(uses: ["store"], path: "/", freeBytes: 12_000_000_000, totalBytes: 20_000_000_000)])
        report.heartbeat(
            HealthReport.Heartbeat(workflow: "Mail", maximumAge: .seconds(16_200), completed: Self.now + .seconds(-60))
        )
        #expect(report.isWell)
        #expect(
            report.line
                == "ok: service answers in 12 ms; workers polled 3 s ago; no task waits; disk 12 GB free; Mail completed 1 min ago"
        )
        report.heartbeat(
            HealthReport.Heartbeat(
                workflow: "AdminEmail",
                maximumAge: .seconds(16_200),
                completed: Self.now + .seconds(-18_000)
            )
        )
        report.clock(ClockDrift(offset: .seconds(-130), uncertainty: .seconds(1)))
        #expect(!report.isWell)
        #expect(
            report.line
                == "NOT WELL: AdminEmail last completed 5 h ago (limit 4 h 30 min); local clock 130 s ahead of the service (±1 s)"
        )
    }

    @Test func `health without pools of this machine goes by what the service knows`() {
        func line(_ pollers: [PollerInfo]?) -> String {
            var report = HealthReport(time: Self.time)
            report.polls([], [TaskListFacts(TaskListName(.decision, "main"), pollers: pollers)])
            return report.line
        }
        let poller = PollerInfo(identity: "a:1:decider", lastPollTimestamp: Self.now + .seconds(-400), waitingPolls: 0)
        var waiting = poller
        waiting.waitingPolls = 1
        #expect(line([waiting]) == "ok: decision list main polled")
        #expect(
            line([poller]) == "NOT WELL: decision list main: nobody has polled that list since "
                + "\(Self.time.text(poller.lastPollTimestamp)) (a:1:decider)"
        )
        #expect(line(nil) == "ok: who polls is not known here")
    }

    @Test func `a work folder goes when its run is not open and nothing changed in it lately`() {
        func folder(_ name: String, ago: Int) -> WorkFolderSweep.Folder {
            WorkFolderSweep.Folder(name: name, changed: Self.now + .seconds(-ago))
        }
        let folders = [folder("open", ago: 9000), folder("over", ago: 601), folder("young", ago: 599)]
        #expect(WorkFolderSweep.removable(folders, openRuns: ["open"], now: Self.now) == ["over"])
    }

    @Test func `what is waited for is named`() throws {
        let detail = WorkflowExecutionDetail(
            executionConfiguration: WorkflowExecutionConfiguration(
                childPolicy: .terminate,
                executionStartToCloseTimeout: "1",
                taskList: TaskList(name: "l"),
                taskStartToCloseTimeout: "1"
            ),
            executionInfo: WorkflowExecutionInfo(
                execution: WorkflowExecution(runId: "r", workflowId: "publish-1"),
                executionStatus: .open,
                startTimestamp: Self.now,
                workflowType: WorkflowType(name: "W", version: "1")
            ),
            openCounts: WorkflowExecutionOpenCounts(
                openActivityTasks: 3,
                openChildWorkflowExecutions: 0,
                openDecisionTasks: 1,
                openTimers: 0
            )
        )
        let busy = try #require(Idleness.Busy(detail))
        let sentence = Idleness(open: 1, busy: busy).sentence
        #expect(sentence == "waiting for 3 activity tasks and 1 decision task of publish-1")
        #expect(Idleness(open: 0).isIdle)
        #expect(Idleness(open: 2).sentence == "idle: 2 open executions, none with an open task")
        #expect(!Idleness(open: 2, countsExecutions: true).isIdle)
        #expect(Idleness(open: 2, countsExecutions: true).sentence == "waiting for 2 open executions")
        #expect(Idleness(open: 1, waiting: 4).sentence == "waiting for 4 tasks in task lists")
    }
}

import AppSettings
import Engine
import Martlet
import MartletTesting
import SWFModel
import Schedules
import ServiceSupport
import Testing

@testable import CronPrograms

/// Cron against a real engine in this process, with a clock that the test moves.
@Suite struct CronRunTests {
    /// 2026-03-02 02:05 UTC: nowhere near the machine's clock.
    private static let start = CivilTime(year: 2026, month: 3, day: 2, hour: 2, minute: 5).timestamp

    private static let ping = WorkflowType(name: "Ping", version: "1")

    private func nightly(_ cron: String = "0 2 * * *", input: String? = nil) throws -> Schedule {
        Schedule(id: "nightly", workflow: "Ping", timing: .cron(try CronExpression(cron)), input: input)
    }

    private func since(_ seconds: Int, id: String = "monitor") -> Schedule {
        Schedule(id: id, workflow: "Ping", timing: .notSince(.seconds(seconds)))
    }

    @discardableResult
    private func look(
        _ cluster: TestCluster,
        _ schedules: [Schedule],
        who: String = "a",
        clockOffset: Duration = .zero
    ) async throws -> CronRun.Result {
        try await CronRun(
            CronRun.Surroundings(
                service: cluster.engine,
                domain: "d",
                taskList: "l",
                workflows: [Self.ping],
                identity: "box:1:\(who)",
                localClock: { cluster.clock.now + clockOffset }
            ),
            schedules: schedules
        ).run()
    }

    private func prepare(_ cluster: TestCluster) async throws {
        cluster.clock.set(Self.start)
        try await cluster.engine.registerDomain(
            RegisterDomainInput(name: "d", workflowExecutionRetentionPeriodInDays: "30")
        )
        try await cluster.engine.registerWorkflowType(
            RegisterWorkflowTypeInput(
                defaultChildPolicy: .terminate,
                defaultExecutionStartToCloseTimeout: "86400",
                defaultTaskList: TaskList(name: "l"),
                defaultTaskStartToCloseTimeout: "30",
                domain: "d",
                name: "Ping",
                version: "1"
            )
        )
    }

    /// Closes the execution that waits for a decision.
    private func close(_ cluster: TestCluster, _ decision: Decision) async throws {
        let poll = PollForDecisionTaskInput(domain: "d", taskList: TaskList(name: "l"))
        let task = try #require(try await cluster.engine.pollForDecisionTask(poll))
        try await cluster.engine.respondDecisionTaskCompleted(
            RespondDecisionTaskCompletedInput(decisions: [decision], taskToken: task.taskToken)
        )
        // The ledger hears of it by a message, which has to be delivered before the next look.
        try await cluster.engine.deliverOnce()
    }

    private static let completed = Decision.completeWorkflowExecution(CompleteWorkflowExecutionDecisionAttributes())
    private static let failed = Decision.failWorkflowExecution(FailWorkflowExecutionDecisionAttributes())

    private func started(_ result: CronRun.Result) -> [String] { started(result.reports) }

    private func started(_ reports: [CronReport]) -> [String] {
        reports.compactMap { report in
            if case .started(let workflowId, _) = report.outcome { workflowId } else { nil }
        }
    }

    private func ledger(_ cluster: TestCluster) async throws -> [String] {
        try await CronLedgerReport.read(cluster.engine, domain: "d", since: Timestamp(milliseconds: 0)).map {
            "\($0.schedule) \($0.outcome.rawValue)"
        }
    }

    private func open(_ cluster: TestCluster) async throws -> [WorkflowExecutionInfo] {
        try await cluster.engine.listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsInput(
                domain: "d",
                startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
            )
        ).executionInfos
    }

    @Test func `a tick of the service's clock starts one execution, whoever asks and how often`() async throws {
        let schedules = [try nightly()]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            let first = try await look(cluster, schedules)
            #expect(started(first) == ["nightly.20260302T0200Z"])
            #expect(started(try await look(cluster, schedules)) == [])
            try await close(cluster, Self.completed)
            #expect(started(try await look(cluster, schedules)) == [])
            cluster.clock.advance(by: .seconds(86_400))
            #expect(started(try await look(cluster, schedules)) == ["nightly.20260303T0200Z"])
            #expect(try await ledger(cluster) == ["nightly started", "nightly started"])
        }
    }

    @Test func `crons that run at the same moment start a tick once, and say who was first`() async throws {
        let schedules = [try nightly(), since(60)]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            let all = try await withThrowingTaskGroup(of: [CronReport].self) { group in
                for number in 1...8 {
                    group.addTask { try await self.look(cluster, schedules, who: "\(number)").reports }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(started(all).sorted() == ["monitor", "nightly.20260302T0200Z"])
            #expect(all.filter(\.isProblem) == [])
            let others = all.filter { $0.schedule == "cron" }
            #expect(others.allSatisfy { $0.reason.hasPrefix("lease held by box:1:") }, "\(others)")
        }
    }

    @Test func `not since counts completed runs only, and from their start`() async throws {
        let schedules = [since(1860)]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            #expect(started(try await look(cluster, schedules)) == ["monitor"])
            cluster.clock.advance(by: .seconds(60))
            try await close(cluster, Self.failed)
            #expect(started(try await look(cluster, schedules)) == ["monitor"])
            cluster.clock.advance(by: .seconds(600))
            try await close(cluster, Self.completed)
            cluster.clock.advance(by: .seconds(1259))
            #expect(started(try await look(cluster, schedules)) == [])
            cluster.clock.advance(by: .seconds(1))
            #expect(started(try await look(cluster, schedules)) == ["monitor"])
        }
    }

    @Test func `what is started has the schedule's tags, task list and filled input, and outlives the ledger`()
        async throws
    {
        var schedule = try nightly(input: #"{"day":"{date}","previous":"{previous_timestamp}"}"#)
        schedule.tags = ["x"]
        let schedules = [schedule]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            try await look(cluster, schedules)
            let info = try #require(try await open(cluster).first { $0.execution.workflowId.hasPrefix("nightly") })
            #expect(info.tagList == ["x", "schedule=nightly"])
            #expect(info.parent?.workflowId == LedgerNote.workflowId)
            let events = try await HistoryReader(service: cluster.engine, domain: "d").events(of: info.execution)
            guard case .workflowExecutionStarted(let attributes) = events[0].attributes else {
                Issue.record("the first event is \(events[0].eventType)")
                return
            }
            #expect(attributes.input == #"{"day":"2026-03-02","previous":1772330400}"#)
            #expect(attributes.taskList.name == "l" && attributes.childPolicy == .terminate)
            try await cluster.engine.terminateWorkflowExecution(
                TerminateWorkflowExecutionInput(domain: "d", workflowId: LedgerNote.workflowId)
            )
            try await cluster.engine.deliverOnce()
            #expect(try await open(cluster).map(\.execution.workflowId) == ["nightly.20260302T0200Z"])
            // A new ledger knows what the old one knew.
            #expect(started(try await look(cluster, schedules)) == [])
            try await close(cluster, Self.completed)
            cluster.clock.advance(by: .seconds(86_400))
            #expect(started(try await look(cluster, schedules)) == ["nightly.20260303T0200Z"])
        }
    }

    @Test func `a schedule that is wrong is a problem, and stops no other`() async throws {
        var unknown = since(60, id: "b")
        unknown.workflow = "Pong"
        var unregistered = unknown
        unregistered.id = "c"
        unregistered.version = "9"
        var long = try nightly(input: "\"" + String(repeating: "x", count: 40_000) + "\"")
        long.id = "long"
        let schedules = [unknown, unregistered, long, since(60, id: "d")]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            let reports = try await look(cluster, schedules).reports
            #expect(started(reports) == ["d"])
            #expect(reports.filter(\.isProblem).map(\.schedule) == ["b", "long", "c"])
            let lines = reports.map(\.line)
            #expect(lines.contains("b: problem: There is no workflow Pong; this build knows: Ping."))
            #expect(
                lines.contains(
                    "c: problem: the service refused to start c: WORKFLOW_TYPE_DOES_NOT_EXIST; it is tried again"
                )
            )
            #expect(try await ledger(cluster) == ["c refused", "d started"])
        }
    }

    @Test func `a tick that the service refused is started when it can be`() async throws {
        var schedule = try nightly()
        schedule.version = "2"
        let schedules = [schedule]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            #expect(try await look(cluster, schedules).reports.filter(\.isProblem).count == 1)
            try await cluster.engine.registerWorkflowType(
                RegisterWorkflowTypeInput(
                    defaultChildPolicy: .terminate,
                    defaultExecutionStartToCloseTimeout: "86400",
                    defaultTaskStartToCloseTimeout: "30",
                    domain: "d",
                    name: "Ping",
                    version: "2"
                )
            )
            cluster.clock.advance(by: .seconds(300))
            let second = try await look(cluster, schedules)
            #expect(started(second) == ["nightly.20260302T0200Z"])
            #expect(try await ledger(cluster) == ["nightly refused", "nightly started"])
        }
    }

    @Test func `a dead cron holds the lease for a minute at most`() async throws {
        let schedules = [since(60)]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            guard case .taken(let dead) = try await CronLease.take(cluster.engine, domain: "d", identity: "box:2:cron")
            else {
                Issue.record("the lease is not to be had")
                return
            }
            let reports = try await look(cluster, schedules).reports
            #expect(
                reports.map(\.line) == ["cron: not started: lease held by box:2:cron, which is at work in the domain d"]
            )
            cluster.clock.advance(by: .seconds(61))
            _ = try await cluster.engine.sweepOnce()
            var second: [String] = []
            while second.isEmpty {
                // The engine's own sweep may be at it; then it is done in a moment.
                await Task.yield()
                second = started(try await look(cluster, schedules))
            }
            #expect(second == ["monitor"])
            await #expect(throws: Fault.self) { try await dead.release(result: "[]") }
        }
    }

    @Test func `a pause holds for every cron and for a new run of the ledger, until somebody resumes`() async throws {
        let schedules = [try nightly("* * * * *"), since(60)]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            let ledger = CronLedger(service: cluster.engine, domain: "d", identity: "ann")
            try await ledger.signal(LedgerNote.pause, .init(by: "ann", reason: "a deploy"))
            let paused = try await look(cluster, schedules)
            #expect(started(paused) == [])
            #expect(paused.reports.allSatisfy { $0.reason == "paused by ann 0 ms ago: a deploy" })
            try await cluster.engine.terminateWorkflowExecution(
                TerminateWorkflowExecutionInput(domain: "d", workflowId: LedgerNote.workflowId)
            )
            cluster.clock.advance(by: .seconds(600))
            #expect(started(try await look(cluster, schedules, who: "b")) == [])
            try await ledger.signal(LedgerNote.resume, .init(by: "ann", schedule: "monitor"))
            #expect(started(try await look(cluster, schedules)) == [], "a pause of all is not lifted for one")
            try await ledger.signal(LedgerNote.resume, .init(by: "ann"))
            #expect(started(try await look(cluster, schedules)) == ["nightly.20260302T0215Z", "monitor"])
        }
    }

    @Test func `who asks for a run gets one, though the schedule is paused`() async throws {
        let schedules = [try nightly()]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            try await look(cluster, schedules)
            try await close(cluster, Self.completed)
            let ledger = CronLedger(service: cluster.engine, domain: "d", identity: "ann")
            try await ledger.signal(LedgerNote.pause, .init(by: "ann", schedule: "nightly"))
            try await ledger.signal(LedgerNote.trigger, .init(by: "ann", schedule: "nightly"))
            #expect(started(try await look(cluster, schedules)) == ["nightly.asked.20260302T0205Z"])
            #expect(started(try await look(cluster, schedules)) == [])
            try await ledger.signal(LedgerNote.trigger, .init(by: "ann", schedule: "weekly"))
            #expect(try await look(cluster, schedules).reports.filter(\.isProblem).map(\.schedule) == ["weekly"])
        }
    }

    @Test func `the machine's clock decides nothing, and is told when it is off`() async throws {
        let schedules = [since(180)]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            for offset in [-600, 600, 86_400] {
                let result = try await look(cluster, schedules, clockOffset: .seconds(offset))
                #expect(started(result) == ["monitor"])
                #expect(result.reports.last?.schedule == "cron" && !result.reports.contains(where: \.isProblem))
                try await close(cluster, Self.completed)
                cluster.clock.advance(by: .seconds(300))
            }
            #expect(CronRun.clockWords(.seconds(600)).hasPrefix("the clock of this machine is 10 min behind"))
        }
    }

    @Test func `the ledger continues as new and forgets nothing`() async throws {
        let schedules = [try nightly("*/5 * * * *"), since(600)]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            var ticks: Set<String> = []
            for _ in 0..<120 {
                let ids = started(try await look(cluster, schedules))
                for id in ids {
                    if id != "monitor" { #expect(ticks.insert(id).inserted) }
                    try await close(cluster, Self.completed)
                }
                cluster.clock.advance(by: .seconds(300))
            }
            #expect(ticks.count == 120)
            let closed = try await cluster.engine.listClosedWorkflowExecutions(
                ListClosedWorkflowExecutionsInput(
                    domain: "d",
                    executionFilter: WorkflowExecutionFilter(workflowId: LedgerNote.workflowId),
                    startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
                )
            )
            #expect(closed.executionInfos.count >= 2)
            #expect(closed.executionInfos.allSatisfy { $0.closeStatus == .continuedAsNew })
            #expect(try await ledger(cluster).count { $0 == "nightly started" } == 120)
        }
    }

    @Test func `a condition keeps a schedule from starting until it holds`() async throws {
        var schedule = try nightly("* * * * *")
        schedule.condition = ScheduleCondition(.openExecutionsWithTag("mail"))
        let schedules = [schedule]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            let first = try await look(cluster, schedules)
            #expect(started(first) == [])
            #expect(
                first.reports.first?.reason.contains("open executions with the tag mail: 0, and 1 or more are wanted")
                    == true
            )
            _ = try await cluster.engine.startWorkflowExecution(
                StartWorkflowExecutionInput(domain: "d", tagList: ["mail"], workflowId: "m", workflowType: Self.ping)
            )
            cluster.clock.advance(by: .seconds(60))
            #expect(started(try await look(cluster, schedules)).count == 1)
        }
    }

    @Test func `a domain that is not registered is told, not retried`() async throws {
        try await TestCluster.run { cluster in
            _ = await #expect(throws: Fault.self) { try await self.look(cluster, [self.since(60)]) }
        }
    }
}

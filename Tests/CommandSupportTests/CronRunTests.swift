import AppSettings
import Engine
import Martlet
import MartletTesting
import SWFModel
import Testing

@testable import CommandSupport

/// Cron against a real engine in this process, with a clock that the test moves.
@Suite struct CronRunTests {
    /// 2026-03-02 02:05 UTC: nowhere near the machine's clock.
    private static let start = CivilTime(year: 2026, month: 3, day: 2, hour: 2, minute: 5).timestamp

    private static let ping = WorkflowType(name: "Ping", version: "1")

    private func cron(_ cluster: TestCluster, _ schedules: [Settings.Schedule], who: String = "a") -> CronRun {
        CronRun(
            service: cluster.engine,
            domain: "d",
            taskList: "l",
            schedules: schedules,
            workflows: [Self.ping],
            identity: "box:1:\(who)"
        )
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
    }

    private static let completed = Decision.completeWorkflowExecution(CompleteWorkflowExecutionDecisionAttributes())
    private static let failed = Decision.failWorkflowExecution(FailWorkflowExecutionDecisionAttributes())

    private func started(_ reports: [CronReport]) -> [String] {
        reports.compactMap { report in
            if case .started(let execution) = report.outcome { execution.workflowId } else { nil }
        }
    }

    @Test func `a tick of the service's clock starts one execution, whoever asks and how often`() async throws {
        let schedules = [Settings.Schedule(id: "nightly", workflow: "Ping", cron: "0 2 * * *")]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            let first = try await cron(cluster, schedules).run()
            #expect(started(first) == ["nightly.20260302T0200Z"])
            #expect(started(try await cron(cluster, schedules).run()) == [])
            try await close(cluster, Self.completed)
            #expect(started(try await cron(cluster, schedules).run()) == [])
            cluster.clock.advance(by: .seconds(86_400))
            #expect(started(try await cron(cluster, schedules).run()) == ["nightly.20260303T0200Z"])
        }
    }

    @Test func `crons that run at the same moment start a tick once`() async throws {
        let schedules = [
            Settings.Schedule(id: "nightly", workflow: "Ping", cron: "0 2 * * *"),
            Settings.Schedule(id: "monitor", workflow: "Ping", notSince: .seconds(60)),
        ]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            let all = try await withThrowingTaskGroup(of: [CronReport].self) { group in
                for number in 1...8 {
                    group.addTask { try await self.cron(cluster, schedules, who: "\(number)").run() }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(started(all).sorted() == ["monitor", "nightly.20260302T0200Z"])
            #expect(all.filter(\.isProblem) == [])
        }
    }

    @Test func `not since counts completed runs only, and from their start`() async throws {
        let schedules = [Settings.Schedule(id: "monitor", workflow: "Ping", notSince: .seconds(1860), input: "[1]")]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            #expect(started(try await cron(cluster, schedules).run()) == ["monitor"])
            cluster.clock.advance(by: .seconds(60))
            try await close(cluster, Self.failed)
            #expect(started(try await cron(cluster, schedules).run()) == ["monitor"])
            cluster.clock.advance(by: .seconds(600))
            try await close(cluster, Self.completed)
            cluster.clock.advance(by: .seconds(1259))
            #expect(started(try await cron(cluster, schedules).run()) == [])
            cluster.clock.advance(by: .seconds(1))
            #expect(started(try await cron(cluster, schedules).run()) == ["monitor"])
        }
    }

    @Test func `a schedule that is wrong is a problem, and stops no other`() async throws {
        let schedules = [
            Settings.Schedule(id: "a", workflow: "Ping", cron: "0 0 30 2 *"),
            Settings.Schedule(id: "b", workflow: "Pong", notSince: .seconds(60)),
            Settings.Schedule(id: "c", workflow: "Pong", version: "9", notSince: .seconds(60)),
            Settings.Schedule(id: "d", workflow: "Ping", notSince: .seconds(60), tags: ["x"]),
        ]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            let reports = try await cron(cluster, schedules).run()
            #expect(started(reports) == ["d"])
            #expect(reports.filter(\.isProblem).map(\.schedule) == ["a", "b", "c"])
            #expect(reports.map(\.line).contains("b: problem: There is no workflow Pong; this build knows: Ping."))
            let open = try await cluster.engine.listOpenWorkflowExecutions(
                ListOpenWorkflowExecutionsInput(
                    domain: "d",
                    startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
                )
            )
            #expect(open.executionInfos.map(\.tagList) == [["x", "schedule=d"]])
        }
    }

    @Test func `the lease leaves a ledger, and a dead cron holds it for a minute at most`() async throws {
        let schedules = [Settings.Schedule(id: "monitor", workflow: "Ping", notSince: .seconds(60))]
        try await TestCluster.run { cluster in
            try await prepare(cluster)
            let dead = try #require(try await CronLease.take(cluster.engine, domain: "d", identity: "box:2:cron"))
            #expect(dead.takenAt == Self.start)
            let reports = try await cron(cluster, schedules).run()
            #expect(reports.map(\.line) == ["cron: not started: another cron of the domain d is at work"])
            cluster.clock.advance(by: .seconds(61))
            // The engine's sweep closes the lease in its own time; the next tick of the crontab would come much later.
            var second: [CronReport] = []
            while started(second).isEmpty {
                await Task.yield()
                second = try await cron(cluster, schedules).run()
            }
            #expect(started(second) == ["monitor"])
            await #expect(throws: Fault.self) { try await dead.release(ledger: "[]") }
            let execution = try await ExecutionFinder(service: cluster.engine, domain: "d")
                .find(CronLease.workflowId, run: nil)
            let events = try await HistoryReader(service: cluster.engine, domain: "d").events(of: execution)
            guard case .workflowExecutionCompleted(let attributes) = events.last?.attributes else {
                Issue.record("the lease is not completed")
                return
            }
            #expect(attributes.result?.contains(#""outcome":"started""#) == true)
        }
    }

    @Test func `a domain that is not registered is told, not retried`() async throws {
        let schedules = [Settings.Schedule(id: "monitor", workflow: "Ping", notSince: .seconds(60))]
        try await TestCluster.run { cluster in
            _ = await #expect(throws: Fault.self) { try await self.cron(cluster, schedules).run() }
        }
    }
}

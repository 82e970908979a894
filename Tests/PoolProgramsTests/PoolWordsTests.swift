import Martlet
import Pools
import Testing

@testable import PoolPrograms

@Suite struct PoolWordsTests {
    private func task(_ workflowId: String, limit: Duration?) -> TaskInHand {
        TaskInHand(
            taskToken: "t-\(workflowId)",
            execution: WorkflowExecution(runId: "r", workflowId: workflowId),
            activityId: "a",
            type: "RenderPage",
            since: Timestamp(milliseconds: 10_000),
            limit: limit
        )
    }

    private func report(_ state: ProcessReport.State, _ workflowIds: [String] = []) -> ProcessReport {
        var report = ProcessReport(
            pid: 1,
            birth: 1,
            program: "worker",
            environment: "live",
            pool: "workers",
            slot: 3,
            build: "b",
            started: Timestamp(milliseconds: 0)
        )
        report.state = state
        report.inHand = workflowIds.map {
            .init(workflowId: $0, runId: "r", activityId: "a", type: "RenderPage", since: Timestamp(milliseconds: 0))
        }
        return report
    }

    @Test func `what is held is told with the time that it has left`() {
        let now = Timestamp(milliseconds: 12_000)
        #expect(DrainWords.held([], at: now) == "holds no task")
        #expect(
            DrainWords.held([task("publish-1", limit: .seconds(60))], at: now)
                == "holds 1 task, for 58 s at most: RenderPage of publish-1"
        )
        let many = ["a", "b", "c", "d"].map { task($0, limit: .seconds(30)) } + [task("e", limit: nil)]
        #expect(
            DrainWords.held(many, at: now)
                == "holds 5 tasks, without a limit: RenderPage of a, RenderPage of b, RenderPage of c, …"
        )
        #expect(DrainWords.limit([task("a", limit: .seconds(1))], at: now) == "for 0 ms at most")
    }

    @Test(arguments: [
        (ProcessReport.State.starting, [String](), "starting", "worker: start"),
        (.polling, [], "polling", "worker: poll"),
        (.polling, ["publish-1"], "RenderPage of publish-1", "worker: busy"),
        (.polling, ["p", "q"], "2 tasks, RenderPage of p", "worker: busy"),
        (.draining, ["p"], "draining, RenderPage of p", "worker: drain"),
        (.replacing, [], "replacing", "worker: swap"),
    ])
    func `the title says what the process is about`(
        state: ProcessReport.State,
        workflowIds: [String],
        words: String,
        name: String
    ) {
        let report = report(state, workflowIds)
        #expect(TitleText.state(report) == words)
        #expect(TitleText.name(report) == name)
        let arguments = ["/srv/worker", "-e", "live", "--pool", "workers", "--slot", "3"]
        #expect(
            TitleText.title(arguments, report) == "/srv/worker -e live --pool workers --slot 3: \(words)"
        )
    }

    @Test func `the short name keeps to what the system shows`() {
        for state in ProcessReport.State.allCases {
            var report = report(state)
            report.program = "decider"
            #expect(TitleText.name(report).utf8.count <= 15)
        }
    }

    @Test func `what an idle worker says when it leaves`() {
        var facts = IdleRule.Facts(
            idle: .milliseconds(3_400),
            uptime: .milliseconds(12_900),
            machineUptime: .seconds(99),
            inHand: 0
        )
        #expect(IdleWatch.line(facts, tasksDone: 7) == "uptime 12 s, 7 tasks")
        facts.pending = 0
        #expect(IdleWatch.line(facts, tasksDone: 0) == "idle 3 s, uptime 12 s, 0 tasks, queue empty")
    }
}

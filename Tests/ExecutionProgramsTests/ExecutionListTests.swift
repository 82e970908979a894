import CommandSupport
import Engine
import ExecutionPrograms
import Martlet
import MartletTesting
import SWFModel
import Testing

@testable import ExecutionPrograms
@testable import ServiceSupport

@Suite struct ExecutionListTests {
    private let info = WorkflowExecutionInfo(
        cancelRequested: true,
        execution: WorkflowExecution(runId: "r", workflowId: "w\u{1B}[2J"),
        executionStatus: .open,
        startTimestamp: Timestamp(milliseconds: 1_772_330_520_000),
        workflowType: WorkflowType(name: "Ping", version: "1")
    )

    @Test func `a list says what is known of each execution`() {
        var closed = info
        closed.executionStatus = .closed
        closed.closeStatus = .timedOut
        closed.closeTimestamp = info.startTimestamp + .seconds(90)
        let lines = ExecutionTable.lines(
            [info, closed],
            time: LocalTime(now: info.startTimestamp + .seconds(3)),
            terminal: Terminal()
        )
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("OPEN, CANCELING  w [2J"))
        #expect(lines[1].hasSuffix("3 s         r"))
        #expect(lines[2].hasPrefix("TIMED_OUT"))
        #expect(lines[2].contains("1 min 30 s"))
    }

    @Test func `the service takes one filter at a time`() {
        var selection = ExecutionSelection()
        #expect(selection.problem == nil)
        selection.tag = "a"
        #expect(selection.problem == nil)
        selection.status = .failed
        #expect(selection.problem == "The service selects by one of --id, --workflow, --tag and --status at a time.")
        selection.tag = nil
        selection.limit = 0
        #expect(selection.problem == "--limit must be at least 1.")
    }

    @Test func `the run that is meant is the open one, else the newest; an unknown id is named`() async throws {
        try await TestCluster.run { cluster in
            let engine = cluster.engine
            try await engine.registerDomain(
                RegisterDomainInput(name: "d", workflowExecutionRetentionPeriodInDays: "1")
            )
            try await engine.registerWorkflowType(RegisterWorkflowTypeInput(domain: "d", name: "W", version: "1"))
            let finder = ExecutionFinder(service: engine, domain: "d")
            await #expect(
                throws: Complaint(.usage, "The domain d knows no execution with the workflow id x.")
            ) {
                try await finder.find("x", run: nil)
            }
            let start = StartWorkflowExecutionInput(
                childPolicy: .terminate,
                domain: "d",
                executionStartToCloseTimeout: "60",
                taskList: TaskList(name: "l"),
                taskStartToCloseTimeout: "10",
                workflowId: "x",
                workflowType: WorkflowType(name: "W", version: "1")
            )
            let first = try await engine.startWorkflowExecution(start)
            #expect(try await finder.find("x", run: nil).runId == first.runId)
            try await engine.terminateWorkflowExecution(TerminateWorkflowExecutionInput(domain: "d", workflowId: "x"))
            #expect(try await finder.find("x", run: nil).runId == first.runId)
            cluster.clock.advance(by: .seconds(1))
            let second = try await engine.startWorkflowExecution(start)
            #expect(try await finder.find("x", run: nil).runId == second.runId)
            #expect(try await finder.find("x", run: "mine").runId == "mine")
            let listed = try await ExecutionSelection().executions(service: engine, domain: "d")
            #expect(listed.map(\.execution.runId) == [second.runId, first.runId])
        }
    }
}

import CommandSupport
import Engine
import MartletTesting
import SWFModel
import Testing

@testable import ExecutionPrograms

@Suite struct RerunTests {
    private static let type = WorkflowType(name: "W", version: "1")

    private static func first(_ service: some SimpleWorkflowService) async throws -> WorkflowExecution {
        try await service.registerDomain(.init(name: "d", workflowExecutionRetentionPeriodInDays: "1"))
        try await service.registerWorkflowType(.init(domain: "d", name: "W", version: "1"))
        let run = try await service.startWorkflowExecution(
            StartWorkflowExecutionInput(
                childPolicy: .requestCancel,
                domain: "d",
                executionStartToCloseTimeout: "777",
                input: "{\"n\":1}",
                lambdaRole: "arn:aws:iam::123456789012:role/r",
                tagList: ["a", "b"],
                taskList: TaskList(name: "special"),
                taskPriority: "7",
                taskStartToCloseTimeout: "NONE",
                workflowId: "w",
                workflowType: type
            )
        )
        return WorkflowExecution(runId: run.runId ?? "", workflowId: "w")
    }

    private static func rerun(_ id: String = "w", newId: String? = nil, input: String? = nil) -> RerunProgram {
        RerunProgram(id: id, run: nil, newId: newId, input: input, waits: false, json: false)
    }

    private static func beginning(
        _ service: some SimpleWorkflowService,
        _ execution: WorkflowExecution
    ) async throws -> WorkflowExecutionStartedEventAttributes? {
        let page = GetWorkflowExecutionHistoryInput(domain: "d", execution: execution, maximumPageSize: 1)
        let event = try await service.getWorkflowExecutionHistory(page).events.first
        guard case .workflowExecutionStarted(let attributes)? = event?.attributes else { return nil }
        return attributes
    }

    @Test func `what was closed begins anew with all that it was started with`() async throws {
        try await TestCluster.run { cluster in
            let service = cluster.engine
            let old = try await Self.first(service)
            try await service.terminateWorkflowExecution(.init(domain: "d", workflowId: "w"))
            let new = try await Self.rerun().start(service, domain: "d")
            #expect(new.workflowId == "w")
            #expect(new.runId != old.runId)
            let before = try await Self.beginning(service, old)
            #expect(before?.taskPriority == "7")
            #expect(try await Self.beginning(service, new) == before)
        }
    }

    @Test func `another id runs beside it, and another input takes the place of its own`() async throws {
        try await TestCluster.run { cluster in
            let service = cluster.engine
            let old = try await Self.first(service)
            let new = try await Self.rerun(newId: "w2", input: "2").start(service, domain: "d")
            var expected = try #require(try await Self.beginning(service, old))
            expected.input = "2"
            #expect(new.workflowId == "w2")
            #expect(try await Self.beginning(service, new) == expected)
        }
    }

    @Test func `what is open is not begun a second time`() async throws {
        try await TestCluster.run { cluster in
            let open = try await Self.first(cluster.engine)
            let complaint = try await #require(throws: Complaint.self) {
                try await Self.rerun().start(cluster.engine, domain: "d")
            }
            #expect(complaint.status == .alreadyRunning)
            #expect(
                complaint.description.hasPrefix(
                    "An execution with the workflow id w is open: run \(open.runId). End it"
                )
            )
        }
    }

    @Test(arguments: [("martlet.cron.ledger", nil), ("w", "martlet.cron")] as [(String, String?)])
    func `what cron begins by itself is not begun by hand`(id: String, newId: String?) async throws {
        try await TestCluster.run { cluster in
            _ = try await Self.first(cluster.engine)
            let complaint = try await #require(throws: Complaint.self) {
                try await Self.rerun(id, newId: newId).start(cluster.engine, domain: "d")
            }
            #expect(complaint.status == .usage)
            #expect(complaint.description.contains("is cron's own"))
        }
    }

    @Test func `a run that is named is run again, though a newer one is there`() async throws {
        try await TestCluster.run { cluster in
            let service = cluster.engine
            let old = try await Self.first(service)
            try await service.terminateWorkflowExecution(.init(domain: "d", workflowId: "w"))
            let other = try await Self.rerun(input: "2").start(service, domain: "d")
            try await service.terminateWorkflowExecution(.init(domain: "d", workflowId: "w"))
            var rerun = Self.rerun()
            rerun.run = old.runId
            let new = try await rerun.start(service, domain: "d")
            #expect(Set([old.runId, other.runId, new.runId]).count == 3)
            #expect(try await Self.beginning(service, new) == Self.beginning(service, old))
        }
    }

    @Test func `what nobody knows cannot be run again`() async throws {
        try await TestCluster.run { cluster in
            _ = try await Self.first(cluster.engine)
            let complaint = try await #require(throws: Complaint.self) {
                try await Self.rerun("x").start(cluster.engine, domain: "d")
            }
            #expect(complaint == Complaint(.usage, "The domain d knows no execution with the workflow id x."))
        }
    }
}

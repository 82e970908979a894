import Engine
import Martlet
import MartletTesting
import SWFModel
import SWFWire
import Testing

@testable import Insight

extension Signal where Payload == Bool {
    fileprivate static var approval: Signal { Signal("approval") }
}

/// Waits for a signal.
private struct Approve: Workflow {
    static let definition = WorkflowDefinition("Approve", version: "1")
    static var signals: [any SignalDeclaration] { [Signal<Bool>.approval] }

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Bool {
        try await context.channel(.approval).next()
    }
}

/// A service that has the 39 actions of Amazon SWF and no other.
private struct BareService: ForwardingService {
    let base: any SimpleWorkflowService
}

@Suite struct GatheringTests {
    private static let execution = WorkflowExecution(runId: "r", workflowId: "w")

    @Test func `the code of this build says which signal is waited for, and where`() throws {
        var history = HistoryBuilder.started("Approve", input: "{}")
        history.decided()
        let replayer = Replayer(workflows: [Approve.self])
        let waits = try #require(replayer.waits(history.events, of: Self.execution, domain: "d"))
        #expect(waits.map(\.subject) == [.signal("approval")])
        #expect(waits.first?.place.fileID.hasSuffix("GatheringTests.swift") == true)
        history.signaled("approval", input: "true")
        history.decided()
        history.completed(result: "true")
        #expect(replayer.waits(history.events, of: Self.execution, domain: "d") == [])
    }

    @Test func `code that does not follow the history, or is not known, says nothing`() {
        var history = HistoryBuilder.started("Approve", input: "{}")
        history.decided()
        history.activityScheduled("Other-1", type: "Other")
        let waits = Replayer(workflows: [Approve.self]).waits(history.events, of: Self.execution, domain: "d")
        #expect(waits == nil)
        #expect(Replayer(workflows: []).waits(history.events, of: Self.execution, domain: "d") == nil)
        #expect(Replayer(workflows: []).waits([], of: Self.execution, domain: "d") == nil)
    }

    private static func start(_ cluster: TestCluster) async throws {
        try await cluster.engine.registerDomain(
            RegisterDomainInput(name: "d", workflowExecutionRetentionPeriodInDays: "1")
        )
        try await cluster.engine.registerWorkflowType(RegisterWorkflowTypeInput(domain: "d", name: "W", version: "1"))
        for number in 0..<3 {
            _ = try await cluster.engine.startWorkflowExecution(
                StartWorkflowExecutionInput(
                    childPolicy: .terminate,
                    domain: "d",
                    executionStartToCloseTimeout: "3600",
                    taskList: TaskList(name: "l"),
                    taskStartToCloseTimeout: "10",
                    workflowId: "w\(number)",
                    workflowType: WorkflowType(name: "W", version: "1")
                )
            )
        }
    }

    @Test func `a Martlet server tells of every list, and of those asked for in any case`() async throws {
        try await TestCluster.run { cluster in
            try await Self.start(cluster)
            let sight = ServiceSight(service: cluster.engine, domain: "d")
            let lists = try await sight.taskLists([TaskListName(.activity, "none"), TaskListName(.decision, "l")])
            #expect(lists.map(\.id) == [TaskListName(.decision, "l"), TaskListName(.activity, "none")])
            #expect(lists.map(\.waiting) == [3, 0])
            #expect(lists[0].oldest != nil)
            #expect(lists.map { $0.pollers?.count } == [0, 0])
        }
    }

    @Test func `Amazon SWF counts the lists asked for, and who polls is not known`() async throws {
        try await TestCluster.run { cluster in
            try await Self.start(cluster)
            let sight = ServiceSight(service: BareService(base: cluster.engine), domain: "d")
            let lists = try await sight.taskLists([TaskListName(.decision, "l"), TaskListName(.activity, "l")])
            #expect(lists.map(\.waiting) == [3, 0])
            #expect(lists.allSatisfy { $0.pollers == nil && !$0.isAbandoned(now: Timestamp(milliseconds: 0)) })
        }
    }

    @Test func `open executions come page after page, and not more than wanted`() async throws {
        try await TestCluster.run { cluster in
            try await Self.start(cluster)
            let sight = ServiceSight(service: cluster.engine, domain: "d")
            #expect(try await sight.open(limit: 2).count == 2)
            #expect(try await sight.open(limit: .max).count == 3)
            #expect(try await sight.open(workflow: "Other", limit: 9).isEmpty)
            #expect(try await sight.openCount().count == 3)
            try await cluster.engine.terminateWorkflowExecution(
                TerminateWorkflowExecutionInput(domain: "d", workflowId: "w1")
            )
            let ever = Timestamp(milliseconds: 0)
            #expect(
                try await sight.closed(since: ever, status: .terminated, limit: 9).map(\.execution.workflowId) == ["w1"]
            )
            #expect(try await sight.closedCount(from: ever, status: .failed).count == 0)
            let tail = try await sight.tail(of: try await sight.open(limit: 1)[0], length: 1)
            #expect(tail.events.map(\.eventType) == [.decisionTaskScheduled])
        }
    }

    @Test func `things are done a few at a time, and come back in their order`() async throws {
        let seen = Counter()
        let doubled = try await Crew.map(Array(0..<50), width: 4) {
            $0 * 2
        } each: { _ in
            await seen.step()
        }
        #expect(doubled == (0..<50).map { $0 * 2 })
        #expect(await seen.count == 50)
        #expect(try await Crew.map([Int]()) { $0 }.isEmpty)
    }

    private actor Counter {
        var count = 0
        func step() { count += 1 }
    }
}

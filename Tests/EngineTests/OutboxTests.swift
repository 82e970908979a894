import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// Messages between executions: each is delivered exactly once, whenever the server is killed.
@Suite struct OutboxTests {
    private func signal(_ workflowId: String, _ name: String = "hello", runId: String? = nil) -> Decision {
        .signalExternalWorkflowExecution(.init(input: "in", runId: runId, signalName: name, workflowId: workflowId))
    }

    private func child(_ workflowId: String, policy: ChildPolicy? = nil) -> Decision {
        .startChildWorkflowExecution(
            .init(childPolicy: policy, workflowId: workflowId, workflowType: Session.workflowType)
        )
    }

    /// Starts an execution and answers its first decision task.
    private func start(
        _ workflowId: String,
        _ decisions: [Decision],
        on rig: EngineByHand
    ) async throws
        -> WorkflowExecution
    {
        let execution = try await rig.session.start(workflowId)
        let task = try await rig.session.decisionTask()
        #expect(task.workflowExecution == execution)
        try await rig.session.decide(task, decisions)
        return execution
    }

    private func openRun(_ workflowId: String, on rig: EngineByHand) async throws -> WorkflowExecution? {
        try await rig.engine.listOpenWorkflowExecutions(
            .init(
                domain: Session.domain,
                executionFilter: WorkflowExecutionFilter(workflowId: workflowId),
                startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
            )
        ).executionInfos.first?.execution
    }

    @Test func `a signal to another execution arrives, and its sender learns of it`() async throws {
        let rig = try await EngineByHand()
        let target = try await start("target", [], on: rig)
        let source = try await start("source", [signal("target")], on: rig)
        #expect(try await rig.types(target).count == 4, "it is not delivered in the transaction that sends it")
        try await rig.settle()
        let arrived = try await rig.session.history(target).suffix(2)
        guard case .workflowExecutionSignaled(let signaled) = arrived.first?.attributes else {
            Issue.record("\(HistoryTrace.text(arrived))")
            return
        }
        #expect(
            signaled
                == .init(
                    externalInitiatedEventId: 5,
                    externalWorkflowExecution: source,
                    input: "in",
                    signalName: "hello"
                )
        )
        #expect(arrived.last?.eventType == .decisionTaskScheduled)
        let answered = try await rig.session.history(source).suffix(2)
        guard case .externalWorkflowExecutionSignaled(let outcome) = answered.first?.attributes else {
            Issue.record("\(HistoryTrace.text(answered))")
            return
        }
        #expect(outcome == .init(initiatedEventId: 5, workflowExecution: target))
        #expect(answered.last?.eventType == .decisionTaskScheduled)
    }

    @Test func `a signal or a cancel request to nobody fails, and once`() async throws {
        let rig = try await EngineByHand()
        let closed = try await rig.session.start("closed")
        try await rig.session.terminate("closed")
        let source = try await start(
            "source",
            [
                signal("nobody"), signal("closed"), signal("closed", runId: closed.runId),
                .requestCancelExternalWorkflowExecution(.init(workflowId: "nobody")),
            ],
            on: rig
        )
        try await rig.settle()
        let history = try await rig.session.history(source)
        #expect(history.count { $0.eventType == .signalExternalWorkflowExecutionFailed } == 3)
        #expect(history.count { $0.eventType == .requestCancelExternalWorkflowExecutionFailed } == 1)
        #expect(HistoryLinter.lint(history).isEmpty)
        #expect(try await rig.store.contents().messages.isEmpty)
    }

    @Test func `a cancel request to another execution arrives, and its sender learns of it`() async throws {
        let rig = try await EngineByHand()
        let target = try await start("target", [], on: rig)
        let source = try await start(
            "source",
            [.requestCancelExternalWorkflowExecution(.init(workflowId: "target"))],
            on: rig
        )
        try await rig.settle()
        #expect(try await rig.types(target).suffix(2) == [.workflowExecutionCancelRequested, .decisionTaskScheduled])
        #expect(try await rig.describe(target).executionInfo.cancelRequested == true)
        #expect(
            try await rig.types(source).suffix(2)
                == [.externalWorkflowExecutionCancelRequested, .decisionTaskScheduled]
        )
    }

    @Test func `a child starts, closes, and its parent learns of both`() async throws {
        let rig = try await EngineByHand()
        let parent = try await start("parent", [child("child")], on: rig)
        try await rig.settle()
        #expect(try await rig.describe(parent).openCounts.openChildWorkflowExecutions == 1)
        let run = try #require(try await openRun("child", on: rig))
        let info = try await rig.describe(run).executionInfo
        #expect(info.parent == parent)
        for _ in 0..<2 {
            let task = try await rig.session.decisionTask()
            try await rig.session.decide(
                task,
                task.workflowExecution == run ? [.completeWorkflowExecution(.init(result: "r"))] : []
            )
        }
        try await rig.settle()
        let history = try await rig.session.history(parent)
        #expect(history.count { $0.eventType == .childWorkflowExecutionStarted } == 1)
        guard case .childWorkflowExecutionCompleted(let end) = history.dropLast().last?.attributes else {
            Issue.record("\(HistoryTrace.text(history))")
            return
        }
        #expect(end.result == "r")
        #expect(end.workflowExecution == run)
        #expect(HistoryLinter.lint(history).isEmpty)
        #expect(try await rig.describe(parent).openCounts.openChildWorkflowExecutions == 0)
    }

    @Test func `a child whose workflow id is taken does not start`() async throws {
        let rig = try await EngineByHand()
        _ = try await start("taken", [], on: rig)
        let parent = try await start("parent", [child("taken")], on: rig)
        try await rig.settle()
        #expect(try await rig.types(parent).suffix(2) == [.startChildWorkflowExecutionFailed, .decisionTaskScheduled])
    }

    @Test(arguments: ChildPolicy.allCases)
    func `the children of a terminated parent meet its child policy`(policy: ChildPolicy) async throws {
        let rig = try await EngineByHand()
        _ = try await start("parent", [child("one"), child("two")], on: rig)
        try await rig.settle()
        let children = [
            try #require(try await openRun("one", on: rig)), try #require(try await openRun("two", on: rig)),
        ]
        try await rig.session.terminate("parent", childPolicy: policy)
        let later = try await rig.reopened()
        try await later.settle()
        for run in children {
            let types = try await later.types(run)
            switch policy {
            case .terminate: #expect(types.last == .workflowExecutionTerminated)
            case .requestCancel: #expect(types.contains(.workflowExecutionCancelRequested))
            case .abandon: #expect(types == [.workflowExecutionStarted, .decisionTaskScheduled])
            }
        }
    }

    @Test func `a run that continues as new keeps its workflow id taken`() async throws {
        let rig = try await EngineByHand()
        let old = try await rig.session.start("w")
        try await rig.session.decide(
            try await rig.session.decisionTask(),
            [.continueAsNewWorkflowExecution(.init(input: "again"))]
        )
        #expect(await fault { _ = try await rig.session.start("w") }?.code == .workflowExecutionAlreadyStarted)
        #expect(try await rig.describe(old).executionInfo.closeStatus == .continuedAsNew)
        let task = try await rig.session.decisionTask()
        #expect(task.workflowExecution.runId != old.runId)
        guard case .workflowExecutionStarted(let started) = task.events[0].attributes else { return }
        #expect(started.continuedExecutionRunId == old.runId)
        #expect(started.input == "again")
    }

    /// Kills the server at one commit after another, before or after it was written, and starts it anew each time.
    @Test(arguments: 1...3, FailingStore.Moment.allCases)
    func `messages arrive once though the server is killed between deliveries`(
        survived: Int,
        moment: FailingStore.Moment
    ) async throws {
        let store = MemoryStore()
        let clock = ManualClock()
        let configuration = EngineByHand.configuration(resident: 2)
        let first = try await EngineByHand(store: store, clock: clock, configuration: configuration)
        let targets = [try await start("t0", [], on: first), try await start("t1", [], on: first)]
        // More than are delivered in one commit.
        let names = (0..<80).map { "s\($0)" }
        let source = try await start(
            "source",
            names.flatMap { [signal("t0", $0), signal("t1", $0)] } + [child("c0"), child("c1"), signal("nobody")],
            on: first
        )
        #expect(try await store.contents().messages.count == 163)
        var kills = 0
        while try await !store.contents().messages.isEmpty, kills < 100 {
            let failing = FailingStore(store)
            failing.failCommits(after: survived, moment)
            let rig = try await EngineByHand(store: failing, clock: clock, configuration: configuration)
            do {
                try await rig.settle()
            } catch {
                kills += 1
            }
        }
        #expect(kills >= 1, "the work must be cut, or this shows nothing")
        let rig = try await first.reopened()
        for target in targets {
            let arrived = try await rig.session.history(target).compactMap { event -> String? in
                guard case .workflowExecutionSignaled(let attributes) = event.attributes else { return nil }
                return attributes.signalName
            }
            #expect(arrived == names, "each once, in the order in which they were sent")
        }
        let history = try await rig.session.history(source)
        #expect(history.count { $0.eventType == .externalWorkflowExecutionSignaled } == 160)
        #expect(history.count { $0.eventType == .childWorkflowExecutionStarted } == 2)
        #expect(history.count { $0.eventType == .signalExternalWorkflowExecutionFailed } == 1)
        #expect(HistoryLinter.lint(history).isEmpty)
        for index in 0..<2 {
            let run = try #require(try await openRun("c\(index)", on: rig))
            #expect(try await rig.types(run).count == 2)
        }
    }

    @Test func `a running engine delivers messages that a stopped one left`() async throws {
        let store = MemoryStore()
        let clock = ManualClock()
        let rig = try await EngineByHand(store: store, clock: clock)
        let target = try await start("target", [], on: rig)
        _ = try await start("source", [signal("target")], on: rig)
        try await TestCluster.run(store: store, clock: clock) { cluster in
            let session = Session(of: cluster.engine)
            await Bounded.wait { (try? await session.history(target).count) == 6 }
            await Bounded.wait { (try? await store.contents().messages.isEmpty) == true }
        }
    }
}

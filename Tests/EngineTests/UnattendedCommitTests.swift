import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// What was applied is written, also when whoever applied it has no caller to wait for it. The simulation found each of
/// these: polls and messages waited until some other call was made.
@Suite struct UnattendedCommitTests {
    private func lastEvent(of id: Int, in store: any WorkflowStore) async throws -> EventId {
        try await store.execution(id: id)?.record.lastEventId ?? 0
    }

    @Test func `messages that were delivered are written though the next one cannot be`() async throws {
        let store = FailingStore(MemoryStore())
        let rig = try await EngineByHand(store: store, configuration: EngineByHand.configuration(resident: 64))
        let source = try await rig.session.start("source")
        let task = try await rig.session.decisionTask()
        _ = try await rig.session.start("target")
        let other = try await rig.session.start("other")
        try await rig.session.decide(
            task,
            [
                .signalExternalWorkflowExecution(.init(signalName: "s", workflowId: "target")),
                // A run that is named is looked up in the store.
                .signalExternalWorkflowExecution(.init(runId: other.runId, signalName: "s", workflowId: "other")),
            ]
        )
        let before = try await lastEvent(of: 2, in: store.base)
        store.failReads()
        #expect(await fault { _ = try await rig.engine.deliverOnce() }?.code == .serviceUnavailable)
        store.heal()
        #expect(try await lastEvent(of: 2, in: store.base) == before + 1)
        #expect(try await store.base.contents().messages.count == 2, "the other signal, and the answer to this one")
        try await rig.settle()
        let types = try await rig.types(source)
        #expect(types.count { $0 == .externalWorkflowExecutionSignaled } == 2)
    }

    @Test func `timeouts that were carried out are written though the next execution cannot be read`() async throws {
        let store = FailingStore(MemoryStore())
        let rig = try await EngineByHand(store: store, configuration: EngineByHand.configuration(resident: 2))
        for workflowId in ["a", "b", "c", "d"] { _ = try await rig.session.start(workflowId) }
        rig.clock.advance(by: .seconds(3_600))
        store.failExecutionReads(after: 1)
        #expect(await fault { _ = try await rig.engine.sweepOnce() }?.code == .serviceUnavailable)
        store.heal()
        #expect(rig.engine.isSettled)
        #expect(try await lastEvent(of: 1, in: store.base) == 3, "the first has timed out, and that is written")
    }

    @Test func `a poll that waited through a failure gets the task that is found again`() async throws {
        let store = FailingStore(MemoryStore())
        let rig = try await EngineByHand(
            store: store,
            configuration: EngineByHand.configuration(resident: 64, pollSeconds: 60)
        )
        _ = try await rig.session.start("w")
        store.hold()
        store.failCommits()
        async let first = fault { _ = try await rig.session.pollDecision() }
        // The first has taken the task and writes that; the second waits behind it.
        try await Bounded.wait { store.commits.count == 5 }
        async let second = rig.session.pollDecision(identity: "second")
        try await Bounded.wait { rig.engine.pollCount == 1 }
        store.release()
        #expect(await first?.code == .serviceUnavailable)
        store.heal()
        await rig.recover()
        let task = try await second
        #expect(task?.startedEventId == 3)
        #expect(try await lastEvent(of: 1, in: store.base) == 3)
    }

    @Test func `a hand-out that ends its execution is written though the poll goes on waiting`() async throws {
        var configuration = WorkflowEngine.Configuration()
        configuration.limits.eventsPerExecution = 3
        let store = MemoryStore()
        try await TestCluster.run(store: store, configuration: configuration) { cluster in
            let session = try await Session(cluster.engine)
            _ = try await session.start("w")
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await session.pollDecision() }
                try await Bounded.wait { try await store.execution(id: 1)?.record.info.closeStatus == .terminated }
                group.cancelAll()
            }
            #expect(cluster.engine.isSettled)
        }
    }

    @Test(arguments: [true, false])
    func `a request that would be the event too many is answered as one that did not arrive`(isSignal: Bool) throws {
        var limits = Limits()
        limits.eventsPerExecution = 3
        let now = Timestamp(milliseconds: 0)
        func identity(_ id: Int) -> ExecutionIdentity {
            .init(id: id, domain: "d", execution: .init(runId: "r\(id)", workflowId: "w\(id)"))
        }
        var (target, _) = ExecutionMachine.start(
            .init(
                childPolicy: .terminate,
                parentInitiatedEventId: 0,
                taskList: TaskList(name: "main"),
                workflowType: Session.workflowType
            ),
            identity: identity(1),
            limits: limits,
            at: now
        )
        let message = OutboxMessage(
            from: identity(2),
            toWorkflowId: "w1",
            toRunId: nil,
            body: isSignal
                ? .signal(name: "s", input: nil, initiatedEventId: 5) : .requestCancel(initiatedEventId: 5)
        )
        let transition = target.received(message, at: now)
        #expect(transition.events.map(\.eventType) == [.workflowExecutionTerminated])
        let answer = try #require(message.undeliverable)
        #expect(transition.effects.contains(.send(answer)))
        #expect(transition.effects.count { if case .send = $0 { true } else { false } } == 1)
    }
}

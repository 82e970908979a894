import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// A store that fails: callers get ServiceUnavailable, nothing is half done, and all goes on when it is well again.
@Suite struct StoreFailureTests {
    private func rig() async throws -> (EngineByHand, FailingStore) {
        let store = FailingStore(MemoryStore())
        return (try await EngineByHand(store: store, configuration: EngineByHand.configuration(resident: 64)), store)
    }

    private static let unavailable = Fault(.serviceUnavailable, "The disk is full.")

    @Test(arguments: FailingStore.Moment.allCases)
    func `every action that writes is refused while the store fails, and works when it is well`(
        moment: FailingStore.Moment
    ) async throws {
        let (rig, store) = try await rig()
        _ = try await rig.session.start("a")
        try await rig.session.decide(try await rig.session.decisionTask(), [rig.session.schedule("1")])
        let activity = try await rig.session.activityTask()
        _ = try await rig.session.start("b")
        let decision = try await rig.session.decisionTask()
        let domain = Session.domain
        typealias Call = @Sendable () async throws -> Void
        let engine = rig.engine
        let session = rig.session
        let calls: [Call] = [
            { _ = try await session.start("c") },
            { try await session.signal("a", "s") },
            { try await session.cancel("a") },
            { try await session.answer(decision) },
            { _ = try await engine.recordActivityTaskHeartbeat(.init(taskToken: activity.taskToken)) },
            { try await session.complete(activity) },
            { try await session.terminate("a") },
            { try await engine.registerDomain(.init(name: "New", workflowExecutionRetentionPeriodInDays: "1")) },
            { try await engine.registerWorkflowType(.init(domain: domain, name: "New", version: "1")) },
            { try await engine.registerActivityType(.init(domain: domain, name: "New", version: "1")) },
            { try await engine.deprecateActivityType(.init(activityType: Session.activityType, domain: domain)) },
        ]
        for (index, call) in calls.enumerated() {
            store.failCommits(moment)
            #expect(await fault { try await call() } == Self.unavailable, "call \(index)")
            // Until memory is read anew nothing is applied, also not to what was not touched.
            #expect(await fault { _ = try await session.start("d\(index)") }?.code == .serviceUnavailable)
            #expect(await fault { _ = try await session.pollDecision() }?.code == .serviceUnavailable)
            #expect(await !engine.canCommit())
            store.heal()
            await rig.recover()
            #expect(await engine.canCommit())
            switch moment {
            case .beforeWriting:
                try await call()
            case .afterWriting:
                // It was done; a repeated call may be told so.
                do { try await call() } catch let error as Fault { #expect(error.code != .serviceUnavailable) }
            }
        }
    }

    @Test func `nothing of a failed commit is seen`() async throws {
        let (rig, store) = try await rig()
        let execution = try await rig.session.start("w")
        let task = try await rig.session.decisionTask()
        let before = try await rig.session.history(execution)
        store.failCommits()
        #expect(
            await fault {
                try await rig.session.decide(
                    task,
                    [rig.session.schedule("a"), .startTimer(.init(startToFireTimeout: "5", timerId: "t"))]
                )
            } == Self.unavailable
        )
        #expect(try await rig.session.history(execution) == before, "also while the store still fails")
        #expect(try await rig.describe(execution).openCounts.openTimers == 0)
        store.heal()
        await rig.recover()
        #expect(try await rig.session.history(execution) == before)
        #expect(try await rig.session.pollActivity() == nil)
        #expect(try await rig.describe(execution).openCounts.openTimers == 0)
        // The task is still out: its answer is taken now.
        try await rig.session.decide(task, [rig.session.schedule("a")])
        #expect(try await rig.session.pollActivity() != nil)
    }

    @Test func `reads go on while commits fail`() async throws {
        let (rig, store) = try await rig()
        let execution = try await rig.session.start("w")
        let other = try await rig.session.start("x")
        store.failCommits()
        _ = await fault { try await rig.session.signal("x", "s") }
        #expect(try await rig.session.history(execution).count == 2)
        #expect(try await rig.describe(execution).executionInfo.executionStatus == .open)
        #expect(
            try await rig.engine.countOpenWorkflowExecutions(
                .init(
                    domain: Session.domain,
                    startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
                )
            ).count == 2
        )
        #expect(try await rig.engine.listDomains(.init(registrationStatus: .registered)).domainInfos.count == 1)
        store.heal()
        await rig.recover()
        #expect(try await rig.session.history(other).count == 2)
    }

    @Test func `a read that fails is the service's fault`() async throws {
        let (rig, store) = try await rig()
        let execution = try await rig.session.start("w")
        try await rig.session.terminate("w")
        store.failReads()
        let oldest = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        let refusals = [
            await fault { _ = try await rig.session.history(execution) },
            await fault { _ = try await rig.describe(execution) },
            await fault {
                _ = try await rig.engine.listOpenWorkflowExecutions(
                    .init(domain: Session.domain, startTimeFilter: oldest)
                )
            },
            await fault {
                _ = try await rig.engine.countClosedWorkflowExecutions(
                    .init(domain: Session.domain, startTimeFilter: oldest)
                )
            },
        ]
        #expect(refusals == Array(repeating: Self.unavailable, count: 4))
        store.heal()
        #expect(try await rig.session.history(execution).count == 3)
    }

    /// A poll that had a task in a commit that failed gets the failure; the task is there for the next.
    @Test func `a hand-out that is not committed did not happen`() async throws {
        let (rig, store) = try await rig()
        let execution = try await rig.session.start("w")
        store.failCommits()
        #expect(await fault { _ = try await rig.session.pollDecision() } == Self.unavailable)
        store.heal()
        await rig.recover()
        #expect(try await rig.session.history(execution).count == 2)
        let task = try await rig.session.decisionTask()
        #expect(task.startedEventId == 3)
    }

    @Test func `a hand-out of an execution that cannot be read leaves the task in its list`() async throws {
        let (rig, store) = try await rig()
        _ = try await rig.engine.startWorkflowExecution(
            .init(
                domain: Session.domain,
                taskPriority: "7",
                workflowId: "urgent",
                workflowType: Session.workflowType
            )
        )
        _ = try await rig.session.start("usual")
        let fresh = try await rig.reopened()
        store.failReads()
        #expect(await fault { _ = try await fresh.session.pollDecision() } == Self.unavailable)
        store.heal()
        #expect(try await fresh.session.pollDecision()?.workflowExecution.workflowId == "urgent", "by its priority")
        #expect(try await fresh.session.pollDecision()?.workflowExecution.workflowId == "usual")
    }

    @Test func `waiting polls outlive a failure and get tasks after it`() async throws {
        let store = FailingStore(MemoryStore())
        try await TestCluster.run(store: store) { cluster in
            let session = try await Session(cluster.engine)
            async let task = session.pollDecision()
            await Bounded.wait { cluster.clock.nextAwakening != nil }
            store.failCommits()
            let refusal = await fault { try await cluster.engine.undeprecateDomain(.init(name: Session.domain)) }
            #expect(refusal?.code == .domainAlreadyExists, "what needs no commit is answered")
            #expect(
                await fault {
                    try await cluster.engine.registerDomain(
                        .init(name: "Other", workflowExecutionRetentionPeriodInDays: "1")
                    )
                } == Self.unavailable
            )
            store.heal()
            // The recovery tries again after a second.
            await Bounded.wait {
                if !cluster.engine.isBroken { return true }
                cluster.clock.advance(by: .seconds(1))
                return false
            }
            let execution = try await session.start("w")
            #expect(try await task?.workflowExecution == execution)
        }
    }

    @Test func `messages and deadlines go on after a failure`() async throws {
        let (rig, store) = try await rig()
        let target = try await rig.session.start("target")
        try await rig.session.answer(try await rig.session.decisionTask())
        let source = try await rig.session.start("source")
        try await rig.session.decide(
            try await rig.session.decisionTask(),
            [
                .signalExternalWorkflowExecution(.init(signalName: "s", workflowId: "target")),
                .startTimer(.init(startToFireTimeout: "5", timerId: "t")),
            ]
        )
        for moment in FailingStore.Moment.allCases {
            store.failCommits(moment)
            rig.clock.advance(by: .seconds(5))
            _ = await fault { try await rig.settle() }
            store.heal()
            await rig.recover()
        }
        try await rig.settle()
        #expect(try await rig.types(target).count { $0 == .workflowExecutionSignaled } == 1)
        let history = try await rig.session.history(source)
        #expect(history.count { $0.eventType == .timerFired } == 1)
        #expect(history.count { $0.eventType == .externalWorkflowExecutionSignaled } == 1)
        #expect(HistoryLinter.lint(history).isEmpty)
    }

    /// Calls that came while a commit was being written share the next; when the first fails, so do they.
    @Test func `the group behind a failed one fails with it`() async throws {
        let (rig, store) = try await rig()
        let execution = try await rig.session.start("w")
        store.hold()
        store.failCommits()
        let commits = store.commits.count
        async let first = fault { try await rig.session.signal("w", "first") }
        await Bounded.wait { store.commits.count > commits }
        async let second = fault { try await rig.session.signal("w", "second") }
        async let third = fault { _ = try await rig.session.start("x") }
        await Bounded.wait { rig.engine.waitingCalls == 2 }
        store.release()
        #expect(await [first, second, third] == Array(repeating: Self.unavailable, count: 3))
        store.heal()
        await rig.recover()
        #expect(try await rig.session.history(execution).count == 2)
        _ = try await rig.session.start("x")
    }

    @Test func `many calls share one commit`() async throws {
        let (rig, store) = try await rig()
        let execution = try await rig.session.start("w")
        store.hold()
        let before = store.commits.count
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<50 {
                group.addTask { try? await rig.session.signal("w", "s\(index)") }
            }
            await Bounded.wait { rig.engine.waitingCalls == 49 }
            store.release()
        }
        #expect(store.commits.count - before <= 2, "the first alone, or with some, then all others together")
        let history = try await rig.session.history(execution)
        #expect(history.map(\.eventId) == Array(1...52))
        #expect(HistoryLinter.lint(history).isEmpty)
    }
}

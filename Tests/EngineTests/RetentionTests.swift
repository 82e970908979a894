import MartletTesting
import SWFModel
import Storage
import Synchronization
import Testing
import WorkflowCore

@testable import Engine

/// swf-spec.md 7.5: closed executions vanish after the retention of their domain (swf-observed.md R1 for NONE and 0).
@Suite struct RetentionTests {
    private static let always = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
    private static let day = Duration.seconds(86_400)

    /// How the actions show an execution that is closed.
    private struct Sight: Equatable {
        var describe: Fault?
        var history: Fault?
        var listed: [String]
        var counts: [Int?]
    }

    private static func unknown(_ execution: WorkflowExecution) -> Fault { .unknownExecution(execution) }

    private func register(_ rig: EngineByHand, _ domain: String, retention: String) async throws {
        try await rig.engine.registerDomain(.init(name: domain, workflowExecutionRetentionPeriodInDays: retention))
        try await rig.engine.registerWorkflowType(
            .init(
                defaultChildPolicy: .terminate,
                defaultExecutionStartToCloseTimeout: "3600",
                defaultTaskList: Session.taskList,
                defaultTaskStartToCloseTimeout: "30",
                domain: domain,
                name: Session.workflowType.name,
                version: Session.workflowType.version
            )
        )
    }

    /// Starts an execution and closes it at once.
    private func run(_ rig: EngineByHand, _ domain: String, _ workflowId: String) async throws -> WorkflowExecution {
        let run = try await rig.engine.startWorkflowExecution(
            .init(domain: domain, workflowId: workflowId, workflowType: Session.workflowType)
        )
        try await rig.engine.terminateWorkflowExecution(.init(domain: domain, workflowId: workflowId))
        return WorkflowExecution(runId: run.runId ?? "", workflowId: workflowId)
    }

    private func sight(_ rig: EngineByHand, _ domain: String, _ execution: WorkflowExecution) async throws -> Sight {
        func refusal(_ body: () async throws -> Void) async throws -> Fault? {
            do { try await body() } catch let fault as Fault { return fault }
            return nil
        }
        let engine = rig.engine
        var listed: [String] = []
        var counts: [Int?] = []
        for (start, close) in [(Self.always, nil), (nil, Self.always)] as [(ExecutionTimeFilter?, ExecutionTimeFilter?)]
        {
            listed += try await engine.listClosedWorkflowExecutions(
                .init(closeTimeFilter: close, domain: domain, startTimeFilter: start)
            ).executionInfos.map(\.execution.workflowId)
            counts.append(
                try await engine.countClosedWorkflowExecutions(
                    .init(closeTimeFilter: close, domain: domain, startTimeFilter: start)
                ).count
            )
        }
        return Sight(
            describe: try await refusal {
                _ = try await engine.describeWorkflowExecution(.init(domain: domain, execution: execution))
            },
            history: try await refusal {
                _ = try await engine.getWorkflowExecutionHistory(.init(domain: domain, execution: execution))
            },
            listed: listed,
            counts: counts
        )
    }

    private func shown(_ workflowId: String) -> Sight {
        Sight(describe: nil, history: nil, listed: [workflowId, workflowId], counts: [1, 1])
    }

    private func hidden(_ execution: WorkflowExecution) -> Sight {
        Sight(
            describe: Self.unknown(execution),
            history: Self.unknown(execution),
            listed: [],
            counts: [0, 0]
        )
    }

    /// Lets the sweep work until it has nothing to do.
    private func sweep(_ rig: EngineByHand) async throws {
        while try await rig.engine.sweepRetentionOnce() > 0 {}
    }

    private func isStored(_ rig: EngineByHand, _ domain: String, _ execution: WorkflowExecution) async throws -> Bool {
        try await rig.store.executionId(
            domain: domain,
            workflowId: execution.workflowId,
            runId: execution.runId
        ) != nil
    }

    @Test(arguments: StoreKind.allCases, ["1", "7", "90"])
    func `a closed execution is shown until its retention is over, and by no action after`(
        kind: StoreKind,
        retention: String
    ) async throws {
        try await kind.withStore { place in
            var rig = try await EngineByHand(store: place.open())
            try await register(rig, "Kept", retention: retention)
            let execution = try await run(rig, "Kept", "w")
            _ = try await rig.engine.startWorkflowExecution(
                .init(
                    domain: "Kept",
                    executionStartToCloseTimeout: "31536000",
                    workflowId: "open",
                    workflowType: Session.workflowType
                )
            )
            let days = try #require(Int(retention))
            rig.clock.advance(by: Self.day * days - .milliseconds(1))
            #expect(try await sight(rig, "Kept", execution) == shown("w"))
            rig = try await rig.reopened()
            try await sweep(rig)
            #expect(try await sight(rig, "Kept", execution) == shown("w"), "also after the sweep has looked")

            rig.clock.advance(by: .milliseconds(1))
            #expect(try await sight(rig, "Kept", execution) == hidden(execution), "hidden before it is deleted")
            #expect(try await isStored(rig, "Kept", execution))
            // A server that has just started does not believe its clock enough to delete by it.
            rig.clock.advance(by: Steadiness.needed)
            try await sweep(rig)
            #expect(try await !isStored(rig, "Kept", execution))
            #expect(try await sight(rig, "Kept", execution) == hidden(execution))
            #expect(
                try await rig.engine.countOpenWorkflowExecutions(
                    .init(domain: "Kept", startTimeFilter: Self.always)
                ).count == 1,
                "what is open is kept however old it is"
            )
            try await rig.store.close()
        }
    }

    @Test(arguments: StoreKind.allCases, ["0", "NONE"])
    func `of a domain that keeps nothing an execution vanishes with its close`(
        kind: StoreKind,
        retention: String
    ) async throws {
        try await kind.withStore { place in
            let rig = try await EngineByHand(store: place.open())
            try await register(rig, "Kept", retention: retention)
            let described = try await rig.engine.describeDomain(.init(name: "Kept"))
            #expect(described.configuration.workflowExecutionRetentionPeriodInDays == retention, "it is echoed")
            let execution = try await run(rig, "Kept", "w")
            #expect(try await sight(rig, "Kept", execution) == hidden(execution))
            rig.clock.jump(by: .seconds(-10_800))
            #expect(try await sight(rig, "Kept", execution) == hidden(execution), "whatever the clock says")
            #expect(try await rig.engine.sweepRetentionOnce() > 0, "it need not wait for a steady clock")
            #expect(try await !isStored(rig, "Kept", execution))
            _ = try await run(rig, "Kept", "w")
            try await rig.store.close()
        }
    }

    @Test func `a running server deletes what is not kept when it closes, and the rest when it is due`() async throws {
        try await TestCluster.run { cluster in
            let rig = try await EngineByHand(store: cluster.store, clock: cluster.clock)
            let session = Session(of: cluster.engine)
            try await cluster.engine.registerDomain(
                .init(name: "None", workflowExecutionRetentionPeriodInDays: "NONE")
            )
            try await cluster.engine.registerWorkflowType(.init(domain: "None", name: "P", version: "1"))
            let run = try await cluster.engine.startWorkflowExecution(
                .init(
                    childPolicy: .terminate,
                    domain: "None",
                    executionStartToCloseTimeout: "60",
                    taskList: Session.taskList,
                    taskStartToCloseTimeout: "60",
                    workflowId: "w",
                    workflowType: .init(name: "P", version: "1")
                )
            )
            let gone = WorkflowExecution(runId: run.runId ?? "", workflowId: "w")
            try await cluster.engine.terminateWorkflowExecution(.init(domain: "None", workflowId: "w"))
            try await Bounded.wait { try await !isStored(rig, "None", gone) }

            try await session.registerTypes()
            let kept = try await session.start("kept")
            try await session.terminate("kept")
            // Whenever somebody sleeps, time goes on to where he wakes; nobody does any more when it is deleted meanwhile.
            for _ in 0..<(8 * 24 * 6) where try await isStored(rig, Session.domain, kept) {
                try await Bounded.wait {
                    if cluster.clock.nextAwakening != nil { return true }
                    return try await !isStored(rig, Session.domain, kept)
                }
                cluster.clock.advance(by: .seconds(600))
                for _ in 0..<50 { await Task.yield() }
            }
            try await Bounded.wait { try await !isStored(rig, Session.domain, kept) }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `each commit deletes a bounded number, and removes a bounded number of events`(kind: StoreKind) async throws {
        try await kind.withStore { place in
            let store = RecordingStore(try place.open())
            let rig = try await EngineByHand(store: store, configuration: EngineByHand.configuration(resident: 64))
            for index in 0..<130 { _ = try await run(rig, Session.domain, "w\(index)") }
            rig.clock.advance(by: Self.day * 7)
            _ = try await rig.engine.sweepRetentionOnce()
            rig.clock.advance(by: Steadiness.needed)
            store.forget()
            try await sweep(rig)
            let deleted = store.log.compactMap { entry -> Int? in
                if case .commit(let deleted, _) = entry { return deleted }
                return nil
            }
            #expect(deleted == [50, 50, 30])
            let closed = ExecutionQuery(domain: Session.domain, status: .closed, oldest: Timestamp(milliseconds: 0))
            #expect(try await store.count(closed) == 0)
            #expect(rig.engine.state.withLock { state in (1...130).allSatisfy { state.residents[$0] == nil } })
            #expect(rig.engine.state.withLock { $0.deleting.isEmpty })
            try await store.close()
        }
    }

    /// Deletions share the commits of calls, and their transactions the one writer: what a call waits for is what was under
    /// way when it came, and no more, however much is due.
    @Test func `a call's commit is behind one bounded batch at most`() async throws {
        let store = RecordingStore(MemoryStore())
        let rig = try await EngineByHand(store: store, configuration: EngineByHand.configuration(resident: 64))
        for index in 0..<400 { _ = try await run(rig, Session.domain, "w\(index)") }
        rig.clock.advance(by: Self.day * 7)
        _ = try await rig.engine.sweepRetentionOnce()
        rig.clock.advance(by: Steadiness.needed)
        store.forget()
        try await withThrowingTaskGroup(of: Void.self) { group in
            store.hold()
            group.addTask { try await sweep(rig) }
            await Bounded.wait { store.isHolding }
            for round in 0..<6 {
                group.addTask { _ = try await rig.session.start("call-\(round)") }
                await Bounded.wait {
                    rig.engine.state.withLock {
                        $0.domains[Session.domain]?.openExecutions["call-\(round)"] != nil
                    }
                }
                let before = store.log.count
                // What the store was busy with ends, and then the next thing, until the call's commit was there.
                await Bounded.wait {
                    if store.log.dropFirst(before).contains(where: \.isOfCall) { return true }
                    store.step()
                    return false
                }
                let passed = store.log.dropFirst(before).prefix { !$0.isOfCall }
                #expect(passed.count <= 1, "round \(round): \(passed)")
                for entry in store.log {
                    if case .commit(let deleted, _) = entry { #expect(deleted <= WorkflowEngine.retentionBatch) }
                    if case .purge(let rows, let bytes) = entry {
                        #expect(rows == WorkflowEngine.purgeRows && bytes == WorkflowEngine.purgeBytes)
                    }
                }
                #expect(
                    try await store.count(
                        .init(domain: Session.domain, status: .closed, oldest: .init(milliseconds: 0))
                    ) > 0
                )
            }
            store.release()
            try await group.waitForAll()
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an execution that is swept while it is read is unknown to the next page`(kind: StoreKind) async throws {
        try await kind.withStore { place in
            let rig = try await EngineByHand(store: place.open())
            let execution = try await rig.session.start("w")
            for index in 0..<20 { try await rig.session.signal("w", "s\(index)") }
            try await rig.session.terminate("w")
            rig.clock.advance(by: Self.day * 7 - .seconds(1))
            let input = GetWorkflowExecutionHistoryInput(
                domain: Session.domain,
                execution: execution,
                maximumPageSize: 5
            )
            let page = try await rig.engine.getWorkflowExecutionHistory(input)
            let list = try await rig.engine.listClosedWorkflowExecutions(
                .init(domain: Session.domain, startTimeFilter: Self.always)
            )
            #expect(list.executionInfos.count == 1)
            var next = input
            next.nextPageToken = page.nextPageToken
            #expect(next.nextPageToken != nil)
            _ = try await rig.engine.sweepRetentionOnce()
            rig.clock.advance(by: .seconds(1))
            let unknown = Self.unknown(execution)
            #expect(await fault { _ = try await rig.engine.getWorkflowExecutionHistory(next) } == unknown)
            rig.clock.advance(by: Steadiness.needed)
            // Every moment of the deletion: the row is gone and the events are not, then these are too.
            while try await rig.engine.sweepRetentionOnce() > 0 {
                #expect(await fault { _ = try await rig.engine.getWorkflowExecutionHistory(next) } == unknown)
            }
            #expect(await fault { _ = try await rig.engine.getWorkflowExecutionHistory(next) } == unknown)
            #expect(await fault { _ = try await rig.describe(execution) } == unknown)
            try await rig.store.close()
        }
    }

    /// A reader that has found the execution and has not read its events yet when it is deleted.
    @Test func `a page whose events leave while it is made is refused, never cut short`() async throws {
        let store = RecordingStore(MemoryStore())
        let rig = try await EngineByHand(store: store, configuration: EngineByHand.configuration(resident: 2))
        let execution = try await rig.session.start("w")
        for index in 0..<20 { try await rig.session.signal("w", "s\(index)") }
        try await rig.session.terminate("w")
        let id = try #require(
            try await store.executionId(domain: Session.domain, workflowId: "w", runId: execution.runId)
        )
        store.beforeEvents {
            var batch = CommitBatch()
            batch.deletedExecutions = [id]
            try await store.base.commit(batch)
            _ = try await store.base.purge(rows: 3, bytes: 1_000_000)
        }
        // The state is read, and the events are not in memory.
        _ = try await rig.describe(execution)
        rig.engine.state.withLock { state in _ = state.residents.update(id) { $0.tail = [] } }
        #expect(await fault { _ = try await rig.session.history(execution) } == Self.unknown(execution))
    }

    @Test(arguments: StoreKind.allCases)
    func `tokens of a deleted execution reach no other, also when its id was the last`(kind: StoreKind) async throws {
        try await kind.withStore { place in
            var store = try place.open()
            var rig = try await EngineByHand(store: store)
            let execution = try await rig.session.start("w")
            try await rig.session.decide(try await rig.session.decisionTask(), [rig.session.schedule("a")])
            let task = try await rig.session.activityTask()
            try await rig.session.signal("w", "s")
            let decision = try await rig.session.decisionTask()
            try await rig.session.terminate("w")
            rig.clock.advance(by: Self.day * 7)
            _ = try await rig.engine.sweepRetentionOnce()
            rig.clock.advance(by: Steadiness.needed)
            try await sweep(rig)
            #expect(try await !isStored(rig, Session.domain, execution))
            if place.memory == nil { try await store.close() }

            store = try place.open()
            rig = try await EngineByHand(store: store, clock: rig.clock)
            _ = try await rig.session.start("x")
            try await rig.session.decide(try await rig.session.decisionTask(), [rig.session.schedule("a")])
            _ = try await rig.session.activityTask()
            let refusals = [
                await fault { try await rig.session.complete(task) },
                await fault { _ = try await rig.engine.recordActivityTaskHeartbeat(.init(taskToken: task.taskToken)) },
                await fault { try await rig.session.answer(decision) },
            ]
            #expect(refusals.map { $0?.code } == Array(repeating: .unknownResource, count: 3))
            #expect(
                await fault { try await rig.session.signal("w", "s", runId: execution.runId) }
                    == Self.unknown(execution)
            )
            try await store.close()
        }
    }

    @Test func `a clock that jumps a year ahead hides what is closed, and deletes nothing for an hour`() async throws {
        let rig = try await EngineByHand()
        let execution = try await run(rig, Session.domain, "w")
        _ = try await rig.engine.sweepRetentionOnce()
        rig.clock.advance(by: .seconds(3_600))
        try await sweep(rig)
        #expect(try await sight(rig, Session.domain, execution) == shown("w"))

        rig.clock.jump(by: .seconds(31_536_000))
        #expect(try await sight(rig, Session.domain, execution) == hidden(execution))
        try await sweep(rig)
        rig.clock.advance(by: .seconds(3_599))
        try await sweep(rig)
        rig.clock.jump(by: .seconds(-31_536_000))
        try await sweep(rig)
        #expect(try await sight(rig, Session.domain, execution) == shown("w"), "the clock was put right in time")

        rig.clock.jump(by: .seconds(31_536_000))
        try await sweep(rig)
        rig.clock.advance(by: .seconds(3_600))
        try await sweep(rig)
        #expect(try await !isStored(rig, Session.domain, execution), "an hour later the clock is believed")
    }

    @Test func `a parent hears of a child that its domain does not keep, and deleted targets are unknown`()
        async throws
    {
        let rig = try await EngineByHand()
        try await register(rig, "None", retention: "NONE")
        let list = Session.taskList
        func poll() async throws -> DecisionTask {
            try #require(try await rig.engine.pollForDecisionTask(.init(domain: "None", taskList: list)))
        }
        let run = try await rig.engine.startWorkflowExecution(
            .init(domain: "None", workflowId: "parent", workflowType: Session.workflowType)
        )
        let parent = WorkflowExecution(runId: run.runId ?? "", workflowId: "parent")
        try await rig.session.answer(
            try await poll(),
            [.startChildWorkflowExecution(.init(workflowId: "child", workflowType: Session.workflowType))]
        )
        try await rig.settle()
        var tasks = [try await poll(), try await poll()]
        tasks.sort { $0.workflowExecution.workflowId < $1.workflowExecution.workflowId }
        let child = tasks[0].workflowExecution
        try await rig.session.answer(tasks[0], [.completeWorkflowExecution(.init(result: "done"))])
        // The child is gone before its message is delivered.
        try await sweep(rig)
        #expect(try await !isStored(rig, "None", child))
        try await rig.session.answer(tasks[1])
        try await rig.settle()
        let history = try await rig.engine.getWorkflowExecutionHistory(.init(domain: "None", execution: parent)).events
        #expect(history.contains { $0.eventType == .childWorkflowExecutionCompleted })
        try await rig.session.answer(
            try await poll(),
            [
                .signalExternalWorkflowExecution(
                    .init(runId: child.runId, signalName: "s", workflowId: "child")
                )
            ]
        )
        try await rig.settle()
        let after = try await rig.engine.getWorkflowExecutionHistory(.init(domain: "None", execution: parent)).events
        #expect(after.contains { $0.eventType == .signalExternalWorkflowExecutionFailed })
        #expect(HistoryLinter.lint(after).isEmpty)
    }

    @Test func `a sweep whose commit fails deletes nothing, and tries again`() async throws {
        let store = FailingStore(MemoryStore())
        let rig = try await EngineByHand(store: store, configuration: EngineByHand.configuration(resident: 64))
        let execution = try await run(rig, Session.domain, "w")
        rig.clock.advance(by: Self.day * 6)
        _ = try await rig.engine.sweepRetentionOnce()
        rig.clock.advance(by: Self.day)
        store.failCommits()
        #expect(await fault { _ = try await rig.engine.sweepRetentionOnce() }?.code == .serviceUnavailable)
        #expect(rig.engine.state.withLock { $0.deleting.isEmpty })
        store.heal()
        await rig.recover()
        #expect(try await isStored(rig, Session.domain, execution))
        try await sweep(rig)
        #expect(try await !isStored(rig, Session.domain, execution))
    }
}

extension Session {
    /// Registers the domain and the types of a session over a service that has none.
    fileprivate func registerTypes() async throws {
        if try await service.listDomains(.init(registrationStatus: .registered)).domainInfos.contains(where: {
            $0.name == Self.domain
        }) {
            return
        }
        _ = try await Session(service)
    }
}

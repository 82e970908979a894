import MartletTesting
import SWFModel
import SWFWire
import Storage
import Testing

@testable import Engine

/// Processes that leave: their tasks go to others at once, and their polls end.
@Suite(.timeLimit(.minutes(10))) struct HandBackTests {
    @Test func `an activity task that is handed back is scheduled again by its decider, and the token is of no use`()
        async throws
    {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        try await rig.session.answer(try await rig.session.decisionTask(), [rig.session.schedule("a")])
        let task = try await rig.session.activityTask()
        try await rig.engine.handBack(taskToken: task.taskToken, identity: "worker", reason: "stopping")
        for call in [
            { try await rig.engine.handBack(taskToken: task.taskToken, identity: nil, reason: nil) },
            { try await rig.session.complete(task) },
        ] as [() async throws -> Void] {
            #expect(await fault { try await call() }?.code == .unknownResource)
        }
        try await rig.session.answer(try await rig.session.decisionTask(), [rig.session.schedule("a")])
        try await rig.session.complete(try await rig.session.activityTask())
        #expect(HistoryLinter.lint(try await rig.session.history(execution)) == [])
    }

    @Test func `a decision task that is handed back goes to the next decider, also after a restart`() async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        let task = try await rig.session.decisionTask()
        let fresh = try await rig.reopened()
        try await fresh.engine.handBack(taskToken: task.taskToken, identity: "decider", reason: nil)
        let next = try await fresh.session.decisionTask()
        #expect(next.startedEventId == 6)
        #expect(await fault { try await fresh.session.answer(task) }?.code == .unknownResource)
        try await fresh.session.answer(next, [.completeWorkflowExecution(.init())])
        #expect(try await fresh.types(execution).last == .workflowExecutionCompleted)
        let history = try await fresh.session.history(execution)
        #expect(HistoryLinter.violations(in: history, mayHandBack: true) == [])
    }

    @Test(arguments: ["", "none of ours", String(repeating: "x", count: 1_025)])
    func `what is no token is refused`(token: String) async throws {
        let rig = try await EngineByHand()
        let refusal = await fault { try await rig.engine.handBack(taskToken: token, identity: nil, reason: nil) }
        #expect(refusal?.code == .validation)
    }

    @Test func `a decision task whose history cannot be read is not kept from others`() async throws {
        let store = FailingStore(MemoryStore())
        let rig = try await EngineByHand(store: store)
        let execution = try await rig.session.start("w")
        // More than is held in memory of one execution.
        for _ in 0..<4 { try await rig.session.signal("w", "s", input: String(repeating: "x", count: 20_000)) }
        store.failEventReads()
        let refusal = await fault { _ = try await rig.session.pollDecision() }
        #expect(refusal?.code == .serviceUnavailable)
        store.heal()
        #expect(
            try await rig.types(execution).suffix(2) == [.decisionTaskTimedOut, .decisionTaskScheduled]
        )
    }

    @Test func `the polls of an identity end empty, and those of others go on`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            async let mine = session.pollDecision(identity: "a")
            async let work = session.pollActivity(identity: "a")
            async let other = session.pollDecision(identity: "b")
            await Bounded.wait { cluster.engine.waitingPolls == 3 }
            func end(_ identity: String) async throws -> Int {
                try await cluster.engine.endPolls(domain: Session.domain, identity: identity)
            }
            #expect(try await end("nobody") == 0)
            #expect(try await end("a") == 2)
            #expect(try await mine == nil)
            #expect(try await work == nil)
            #expect(cluster.engine.waitingPolls == 1)
            _ = try await session.start("w")
            #expect(try await other?.workflowExecution.workflowId == "w")
            #expect(try await end("b") == 0)
            let refusal = await fault { try await cluster.engine.endPolls(domain: "nowhere", identity: "a") }
            #expect(refusal?.code == .unknownResource)
        }
    }

    /// Polls that end and tasks that come, in every order that the runtime makes of it: each task is given to exactly one poll,
    /// or waits.
    @Test func `no task is lost to a poll that is ended`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            for round in 0..<200 {
                async let poll = session.pollDecision(identity: "a")
                if round.isMultiple(of: 2) { await Bounded.wait { cluster.engine.waitingPolls == 1 } }
                async let start = session.start("w\(round)")
                async let ended = cluster.engine.endPolls(domain: Session.domain, identity: "a")
                _ = try await (start, ended)
                try await cluster.engine.endPolls(domain: Session.domain, identity: "a")
                if let task = try await poll {
                    #expect(task.workflowExecution.workflowId == "w\(round)")
                } else {
                    #expect(try await session.decisionTask(identity: "b").workflowExecution.workflowId == "w\(round)")
                }
            }
        }
    }
}

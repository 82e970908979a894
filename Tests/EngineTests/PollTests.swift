import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// swf-spec.md 5.12: one task, one poller.
@Suite struct PollTests {
    @Test func `each task is given to one of many polls`() async throws {
        var configuration = WorkflowEngine.Configuration()
        configuration.residentExecutions = 8
        try await TestCluster.run(configuration: configuration) { cluster in
            let session = try await Session(cluster.engine)
            let tasks = try await withThrowingTaskGroup(of: DecisionTask?.self) { group in
                for index in 0..<60 {
                    group.addTask { try await session.pollDecision(identity: "d\(index % 5)") }
                }
                for index in 0..<60 { _ = try await session.start("w\(index)") }
                return try await group.reduce(into: [DecisionTask?]()) { $0.append($1) }
            }
            #expect(Set(tasks.map { $0?.workflowExecution.workflowId }) == Set((0..<60).map { "w\($0)" }))
            #expect(Set(tasks.map { $0?.taskToken }).count == 60)
            #expect(cluster.engine.waitingPolls == 0)
        }
    }

    @Test func `a higher priority goes first, and among equals the older`() async throws {
        let rig = try await EngineByHand()
        for (workflowId, priority) in [
            ("low", "-5"), ("usual-1", nil), ("high-1", "9"), ("usual-2", "0"), ("high-2", "9"),
        ] {
            rig.clock.advance(by: .milliseconds(1))
            _ = try await rig.engine.startWorkflowExecution(
                .init(
                    domain: Session.domain,
                    taskPriority: priority,
                    workflowId: workflowId,
                    workflowType: Session.workflowType
                )
            )
        }
        // The order is the same for a server that reads the tasks from the store.
        let fresh = try await rig.reopened()
        var order: [String?] = []
        for _ in 0..<5 { order.append(try await fresh.session.pollDecision()?.workflowExecution.workflowId) }
        #expect(order == ["high-1", "high-2", "usual-1", "usual-2", "low"])
    }

    @Test func `the decider that had an execution before is preferred`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            _ = try await session.start("w")
            let task = try await session.decisionTask(identity: "held by")
            try await session.answer(task)
            async let other = session.pollDecision(identity: "another")
            await Bounded.wait { cluster.engine.waitingPolls == 1 }
            async let mine = session.pollDecision(identity: "held by")
            await Bounded.wait { cluster.engine.waitingPolls == 2 }
            try await session.signal("w", "s")
            #expect(try await mine != nil, "although it came later")
            cluster.engine.drain()
            #expect(try await other == nil)
        }
    }

    @Test func `decision lists and activity lists of one name are two lists`() async throws {
        let rig = try await EngineByHand()
        _ = try await rig.session.start("w")
        #expect(try await rig.session.pollActivity() == nil)
        let pending = PendingTaskCount(count: 1, truncated: false)
        let none = PendingTaskCount(count: 0, truncated: false)
        let list = Session.taskList
        #expect(
            try await rig.engine.countPendingDecisionTasks(.init(domain: Session.domain, taskList: list)) == pending
        )
        #expect(try await rig.engine.countPendingActivityTasks(.init(domain: Session.domain, taskList: list)) == none)
        _ = try await rig.session.decisionTask()
        #expect(try await rig.engine.countPendingDecisionTasks(.init(domain: Session.domain, taskList: list)) == none)
    }

    @Test func `a server that leaves answers its polls empty at once`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            let ended = Counter()
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        #expect(await (try? session.pollDecision()) == nil)
                        _ = ended.next()
                    }
                }
                await Bounded.wait { cluster.engine.waitingPolls == 20 }
                cluster.engine.drain()
            }
            #expect(ended.count == 20)
            _ = try await session.start("w")
            #expect(try await session.pollDecision() == nil, "a new poll too, though a task waits")
        }
    }

    @Test func `a task list has so many waiting polls and no more`() async throws {
        var configuration = WorkflowEngine.Configuration()
        configuration.limits.pollersPerTaskList = 3
        try await TestCluster.run(configuration: configuration) { cluster in
            let session = try await Session(cluster.engine)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<3 { group.addTask { _ = try? await session.pollActivity() } }
                await Bounded.wait { cluster.engine.waitingPolls == 3 }
                let refusal = await fault { _ = try await session.pollActivity() }
                #expect(refusal == Fault(.limitExceeded, "A task list has at most 3 polls waiting."))
                cluster.engine.drain()
            }
        }
    }

    @Test func `polls of an unknown domain are refused`() async throws {
        let rig = try await EngineByHand()
        let unknown = Fault(.unknownResource, "Unknown domain: nowhere")
        let list = Session.taskList
        #expect(
            await fault { _ = try await rig.engine.pollForDecisionTask(.init(domain: "nowhere", taskList: list)) }
                == unknown
        )
        #expect(
            await fault { _ = try await rig.engine.pollForActivityTask(.init(domain: "nowhere", taskList: list)) }
                == unknown
        )
    }

    /// Polls that come and go while tasks come: none is lost with a poll that left, and none given twice.
    @Test func `canceled polls lose no task`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            let got = try await withThrowingTaskGroup(of: String?.self) { group in
                for index in 0..<40 {
                    let poll = Task { try await session.pollDecision() }
                    await Task.yield()
                    if index.isMultiple(of: 2) { poll.cancel() }
                    _ = try await session.start("w\(index)")
                    group.addTask { try await poll.value?.workflowExecution.workflowId }
                }
                for _ in 0..<40 {
                    group.addTask { try await session.pollDecision()?.workflowExecution.workflowId }
                }
                var got: [String] = []
                while got.count < 40, let id = try await group.next() {
                    if let id { got.append(id) }
                }
                cluster.engine.drain()
                return got
            }
            #expect(Set(got) == Set((0..<40).map { "w\($0)" }))
            #expect(got.count == 40)
        }
    }

    /// The hand-out itself may be the event too many that ends an execution, and takes the other tasks of the list along.
    @Test func `a poll goes on waiting when its task ends the execution`() async throws {
        var configuration = WorkflowEngine.Configuration()
        configuration.limits.eventsPerExecution = 7
        try await TestCluster.run(configuration: configuration) { cluster in
            let session = try await Session(cluster.engine)
            let execution = try await session.start("w")
            let task = try await session.decisionTask()
            let poll = Task { try await session.pollActivity() }
            await Bounded.wait { cluster.engine.waitingPolls == 1 }
            try await session.decide(task, [session.schedule("a"), session.schedule("b")])
            #expect(try await session.history(execution).last?.eventType == .workflowExecutionTerminated)
            // A poll that was lost would never end, so it is awaited only when it is still there.
            try #require(cluster.engine.waitingPolls == 1, "the poll still waits")
            cluster.engine.drain()
            #expect(try await poll.value == nil)
        }
    }
}

import MartletTesting
import SWFModel
import SWFWire
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// What operators learn of task lists.
@Suite(.timeLimit(.minutes(10))) struct TaskListInfoTests {
    private func list(_ engine: WorkflowEngine) async throws -> [TaskListInfo] {
        try await engine.listTaskLists(.init(domain: Session.domain)).taskListInfos
    }

    @Test func `a list says how many tasks wait, since when, and who polled it`() async throws {
        let rig = try await EngineByHand()
        #expect(try await list(rig.engine) == [])
        let beginning = rig.clock.now
        _ = try await rig.session.start("old")
        rig.clock.advance(by: .seconds(10))
        // A higher priority does not make it older.
        _ = try await rig.engine.startWorkflowExecution(
            .init(
                domain: Session.domain,
                taskPriority: "9",
                workflowId: "new",
                workflowType: Session.workflowType
            )
        )
        let name = Session.taskList.name
        #expect(
            try await list(rig.engine)
                == [.init(kind: .decision, name: name, oldestTimestamp: beginning, waitingCount: 2)]
        )
        let task = try await rig.session.decisionTask(identity: "decider@a")
        try await rig.session.answer(task, [rig.session.schedule("a"), rig.session.schedule("b")])
        rig.clock.advance(by: .seconds(5))
        _ = try await rig.session.activityTask()
        let polled = PollerInfo(
            identity: "worker",
            lastPollTimestamp: beginning + .seconds(15),
            waitingPolls: 0
        )
        let decider = PollerInfo(
            identity: "decider@a",
            lastPollTimestamp: beginning + .seconds(10),
            waitingPolls: 0
        )
        let expected: [TaskListInfo] = [
            .init(
                kind: .activity,
                name: name,
                oldestTimestamp: beginning + .seconds(10),
                pollers: [polled],
                waitingCount: 1
            ),
            .init(kind: .decision, name: name, oldestTimestamp: beginning, pollers: [decider], waitingCount: 1),
        ]
        #expect(try await list(rig.engine) == expected)
        // The tasks are the store's; who polled is this process's.
        let fresh = try await rig.reopened()
        #expect(try await list(fresh.engine).map(\.oldestTimestamp) == expected.map(\.oldestTimestamp))
        #expect(try await list(fresh.engine).map(\.waitingCount) == [1, 1])
        #expect(try await list(fresh.engine).allSatisfy { $0.pollers.isEmpty })
        // Of more than an hour ago nobody knows, whatever is done to the wall clock.
        rig.clock.jump(by: .seconds(86_400))
        #expect(try await list(rig.engine).map(\.pollers) == [[polled], [decider]])
        rig.clock.advance(by: .seconds(3_597))
        #expect(try await list(rig.engine).map(\.pollers.count) == [1, 0])
    }

    @Test func `polls that wait are counted for each identity, and those without one together`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for identity in ["a", "a", "b", nil, nil] {
                    group.addTask { _ = try await session.pollDecision(identity: identity) }
                }
                await Bounded.wait { cluster.engine.waitingPolls == 5 }
                let infos = try await self.list(cluster.engine)
                #expect(infos.count == 1)
                var counts: [String?: Int] = [:]
                for poller in infos.first?.pollers ?? [] {
                    counts[poller.identity] = poller.waitingPolls
                    #expect(poller.isWaiting)
                }
                #expect(counts == ["a": 2, "b": 1, nil: 2])
                #expect(cluster.engine.waiting == (polls: 5, tasks: 0))
                cluster.engine.drain()
                try await group.waitForAll()
                let after = try await self.list(cluster.engine)
                #expect(after.first?.pollers.allSatisfy { !$0.isWaiting } == true)
            }
        }
    }

    @Test func `the lists of a domain come in pages, by name, and those of others not at all`() async throws {
        let rig = try await EngineByHand()
        try await rig.engine.registerDomain(.init(name: "other", workflowExecutionRetentionPeriodInDays: "1"))
        for index in [3, 1, 2] {
            for domain in [Session.domain, "other"] {
                let list = TaskList(name: "list\(index)")
                _ = try await rig.engine.pollForActivityTask(.init(domain: domain, identity: "w", taskList: list))
                _ = try await rig.engine.pollForDecisionTask(.init(domain: domain, identity: "d", taskList: list))
            }
        }
        var input = ListTaskListsInput(domain: Session.domain, maximumPageSize: 4)
        let first = try await rig.engine.listTaskLists(input)
        input.nextPageToken = first.nextPageToken
        let second = try await rig.engine.listTaskLists(input)
        #expect(second.nextPageToken == nil)
        #expect(
            (first.taskListInfos + second.taskListInfos).map { "\($0.name) \($0.kind.rawValue)" }
                == [
                    "list1 activity", "list1 decision", "list2 activity", "list2 decision", "list3 activity",
                    "list3 decision",
                ]
        )
        input.domain = "other"
        #expect(await fault { _ = try await rig.engine.listTaskLists(input) }?.code == .validation)
        #expect(
            await fault { _ = try await rig.engine.listTaskLists(.init(domain: "nowhere")) }?.code == .unknownResource
        )
    }

    @Test func `what is remembered of polls is bounded, and the latest are kept`() {
        var polls = RecentPolls(capacity: 100)
        let list = TaskListName(domain: "d", kind: .activity, name: "l")
        for second in 1...1_000 {
            polls.note("w\(second)", of: list, at: Timestamp(milliseconds: second), uptime: .seconds(second))
            let known = polls.polls(of: [list], uptime: .seconds(second))[list] ?? []
            #expect(known.count <= 100)
            #expect(known.contains { $0.identity == "w\(second)" })
        }
        let known = polls.polls(of: [list], uptime: .seconds(1_000))[list] ?? []
        #expect(known.map(\.uptime).min().map { $0 > .seconds(900) } == true)
        #expect(known.count >= 50)
        #expect(polls.taskLists(in: "d", uptime: .seconds(1_000)) == [list])
        #expect(polls.taskLists(in: "e", uptime: .seconds(1_000)) == [])
        #expect(polls.taskLists(in: "d", uptime: .seconds(5_000)) == [])
    }

    @Test func `a poll costs next to nothing for being remembered`() {
        // Not a figure for people, but a bound that an accidental walk over all pollers would break by far.
        var polls = RecentPolls()
        let list = TaskListName(domain: "d", kind: .activity, name: "l")
        for index in 0..<9_000 { polls.note("w\(index)", of: list, at: .init(milliseconds: 0), uptime: .zero) }
        let clock = ContinuousClock()
        let time = clock.measure {
            for index in 0..<20_000 {
                polls.note("w\(index % 9_000)", of: list, at: .init(milliseconds: 1), uptime: .seconds(1))
            }
        }
        #expect(time / 20_000 < .microseconds(50), "\(time / 20_000) a poll")
    }
}

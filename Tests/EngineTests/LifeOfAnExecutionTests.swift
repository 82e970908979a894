import Engine
import MartletTesting
import SWFModel
import Storage
import Testing

@Suite struct LifeOfAnExecutionTests {
    @Test func `an execution with one activity goes through the seven calls`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            let execution = try await session.start("article-1", input: "in")
            let first = try #require(try await session.pollDecision())
            #expect(first.workflowExecution == execution)
            #expect(first.startedEventId == 3)
            #expect(first.previousStartedEventId == 0)
            #expect(first.events.map(\.eventId) == [1, 2, 3])
            try await session.decide(first, [session.schedule("a", input: "work")])
            let activity = try #require(try await session.pollActivity())
            #expect(activity.activityId == "a")
            #expect(activity.input == "work")
            try await session.complete(activity, result: "done")
            let second = try #require(try await session.pollDecision())
            #expect(second.startedEventId == 9)
            #expect(second.previousStartedEventId == 3)
            try await session.decide(second, [.completeWorkflowExecution(.init(result: "end"))])
            let history = try await session.history(execution)
            #expect(
                history.map(\.eventType) == [
                    .workflowExecutionStarted, .decisionTaskScheduled, .decisionTaskStarted, .decisionTaskCompleted,
                    .activityTaskScheduled, .activityTaskStarted, .activityTaskCompleted, .decisionTaskScheduled,
                    .decisionTaskStarted, .decisionTaskCompleted, .workflowExecutionCompleted,
                ]
            )
        }
    }

    @Test func `a waiting poll gets the task of a later start`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            async let waiting = session.pollDecision()
            let execution = try await session.start("late")
            let task = try #require(try await waiting)
            #expect(task.workflowExecution == execution)
        }
    }

    @Test func `a poll ends empty after sixty seconds`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            async let waiting = session.pollActivity()
            // The sweep sleeps until the poll ends: that is the signal that the poll waits.
            while cluster.clock.nextAwakening == nil { await Task.yield() }
            cluster.clock.advance(by: .seconds(60))
            #expect(try await waiting == nil)
        }
    }

    @Test func `a canceled poll leaves the task list and takes no task`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            let poll = Task { try await session.pollDecision() }
            while cluster.clock.nextAwakening == nil { await Task.yield() }
            poll.cancel()
            #expect(try await poll.value == nil)
            _ = try await session.start("after")
            let task = try await session.pollDecision()
            #expect(task != nil)
        }
    }

    @Test func `a timer fires when its time has come`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            let execution = try await session.start("timer")
            let first = try #require(try await session.pollDecision())
            try await session.decide(first, [.startTimer(.init(startToFireTimeout: "10", timerId: "t"))])
            async let next = session.pollDecision()
            let due = cluster.clock.now + .seconds(10)
            while cluster.clock.nextAwakening != due { await Task.yield() }
            cluster.clock.advance(by: .seconds(10))
            let second = try #require(try await next)
            #expect(second.events.contains { $0.eventType == .timerFired })
            #expect(try await session.history(execution).count == 8)
        }
    }
}

import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// Every clock of swf-spec.md 5.3: never early, on time, with the fields of the table, and also when the server was away.
@Suite struct TimeoutTests {
    /// What the engine has to go through when a clock runs out.
    enum Crossing: CaseIterable, Sendable {
        /// The engine that was there all the time.
        case sameServer
        /// An engine that was opened after the clock was set.
        case restarted
        /// An engine that was opened an hour after the clock had run out.
        case restartedLate
    }

    /// Lets a time pass and returns what the end of it appended.
    private func appended(
        to execution: WorkflowExecution,
        after duration: Duration,
        on rig: EngineByHand,
        _ crossing: Crossing
    ) async throws -> (events: [HistoryEvent], rig: EngineByHand) {
        var rig = rig
        let before = try await rig.session.history(execution)
        try await rig.advance(by: duration - .milliseconds(1))
        #expect(try await rig.session.history(execution) == before, "nothing may happen early")
        switch crossing {
        case .sameServer:
            try await rig.advance(by: .milliseconds(1))
        case .restarted:
            rig = try await rig.reopened()
            try await rig.advance(by: .milliseconds(1))
        case .restartedLate:
            rig.clock.advance(by: .seconds(3_600))
            rig = try await rig.reopened()
            try await rig.settle()
        }
        let after = try await rig.session.history(execution)
        #expect(HistoryLinter.lint(after).isEmpty)
        return (Array(after.dropFirst(before.count)), rig)
    }

    private func rig() async throws -> (EngineByHand, WorkflowExecution) {
        let rig = try await EngineByHand()
        let run = try await rig.engine.startWorkflowExecution(
            .init(
                domain: Session.domain,
                executionStartToCloseTimeout: "31536000",
                workflowId: "w",
                workflowType: Session.workflowType
            )
        )
        return (rig, WorkflowExecution(runId: run.runId ?? "", workflowId: "w"))
    }

    private func schedule(
        _ rig: EngineByHand,
        scheduleToStart: String = "NONE",
        scheduleToClose: String = "NONE",
        startToClose: String = "NONE",
        heartbeat: String = "NONE"
    ) async throws {
        try await rig.session.decide(
            try await rig.session.decisionTask(),
            [
                .scheduleActivityTask(
                    .init(
                        activityId: "a",
                        activityType: Session.activityType,
                        heartbeatTimeout: heartbeat,
                        scheduleToCloseTimeout: scheduleToClose,
                        scheduleToStartTimeout: scheduleToStart,
                        startToCloseTimeout: startToClose
                    )
                )
            ]
        )
    }

    private func expectTimeout(
        _ events: [HistoryEvent],
        _ type: ActivityTaskTimeoutType,
        started: EventId,
        details: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard events.count == 2, case .activityTaskTimedOut(let attributes) = events[0].attributes else {
            Issue.record("\(HistoryTrace.text(events))", sourceLocation: sourceLocation)
            return
        }
        let expected = ActivityTaskTimedOutEventAttributes(
            details: details,
            scheduledEventId: 5,
            startedEventId: started,
            timeoutType: type
        )
        #expect(attributes == expected, sourceLocation: sourceLocation)
        #expect(events[1].eventType == .decisionTaskScheduled, sourceLocation: sourceLocation)
        #expect(events[0].eventTimestamp == events[1].eventTimestamp, sourceLocation: sourceLocation)
    }

    @Test(arguments: Crossing.allCases)
    func `an activity task that nobody starts in time`(crossing: Crossing) async throws {
        let (rig, execution) = try await rig()
        try await schedule(rig, scheduleToStart: "60", startToClose: "1")
        let (events, after) = try await appended(to: execution, after: .seconds(60), on: rig, crossing)
        expectTimeout(events, .scheduleToStart, started: 0)
        #expect(try await after.session.pollActivity() == nil, "it waits no more")
    }

    @Test(arguments: Crossing.allCases)
    func `an activity task that is not closed in time after its start`(crossing: Crossing) async throws {
        let (rig, execution) = try await rig()
        try await schedule(rig, scheduleToStart: "60", startToClose: "90")
        rig.clock.advance(by: .seconds(59))
        _ = try await rig.session.activityTask()
        let (events, _) = try await appended(to: execution, after: .seconds(90), on: rig, crossing)
        expectTimeout(events, .startToClose, started: 6)
    }

    @Test(arguments: Crossing.allCases)
    func `an activity task that is not closed in time after it was scheduled`(crossing: Crossing) async throws {
        let (rig, execution) = try await rig()
        try await schedule(rig, scheduleToClose: "60", startToClose: "90")
        let (events, _) = try await appended(to: execution, after: .seconds(60), on: rig, crossing)
        expectTimeout(events, .scheduleToClose, started: 0)
    }

    @Test(arguments: Crossing.allCases)
    func `a started activity task whose time from scheduling is up`(crossing: Crossing) async throws {
        let (rig, execution) = try await rig()
        try await schedule(rig, scheduleToClose: "60", startToClose: "90")
        rig.clock.advance(by: .seconds(20))
        let task = try await rig.session.activityTask()
        _ = try await rig.engine.recordActivityTaskHeartbeat(.init(details: "half", taskToken: task.taskToken))
        let (events, _) = try await appended(to: execution, after: .seconds(40), on: rig, crossing)
        expectTimeout(events, .scheduleToClose, started: 6, details: "half")
    }

    @Test(arguments: Crossing.allCases)
    func `a worker that is silent for too long`(crossing: Crossing) async throws {
        let (rig, execution) = try await rig()
        try await schedule(rig, startToClose: "900", heartbeat: "30")
        _ = try await rig.session.activityTask()
        let (events, _) = try await appended(to: execution, after: .seconds(30), on: rig, crossing)
        expectTimeout(events, .heartbeat, started: 6)
    }

    @Test(arguments: Crossing.allCases)
    func `each heartbeat buys time, and the last details are kept`(crossing: Crossing) async throws {
        let (rig, execution) = try await rig()
        try await schedule(rig, startToClose: "900", heartbeat: "30")
        let task = try await rig.session.activityTask()
        for details in ["1", "2", nil] as [String?] {
            try await rig.advance(by: .seconds(29))
            let status = try await rig.engine.recordActivityTaskHeartbeat(
                .init(details: details, taskToken: task.taskToken)
            )
            #expect(!status.cancelRequested)
        }
        let (events, _) = try await appended(to: execution, after: .seconds(30), on: rig, crossing)
        expectTimeout(events, .heartbeat, started: 6, details: "2")
    }

    @Test func `heartbeats do not stretch the other clocks`() async throws {
        let (rig, execution) = try await rig()
        try await schedule(rig, startToClose: "60", heartbeat: "30")
        let task = try await rig.session.activityTask()
        for _ in 0..<2 {
            try await rig.advance(by: .seconds(25))
            _ = try await rig.engine.recordActivityTaskHeartbeat(.init(details: "d", taskToken: task.taskToken))
        }
        let (events, _) = try await appended(to: execution, after: .seconds(10), on: rig, .sameServer)
        expectTimeout(events, .startToClose, started: 6, details: "d")
    }

    @Test(arguments: Crossing.allCases)
    func `a decider that does not answer in time`(crossing: Crossing) async throws {
        let (rig, execution) = try await rig()
        _ = try await rig.session.decisionTask()
        let (events, after) = try await appended(to: execution, after: .seconds(30), on: rig, crossing)
        #expect(events.map(\.eventType) == [.decisionTaskTimedOut, .decisionTaskScheduled])
        guard case .decisionTaskTimedOut(let attributes) = events.first?.attributes else { return }
        #expect(attributes == .init(scheduledEventId: 2, startedEventId: 3, timeoutType: .startToClose))
        #expect(try await after.session.pollDecision() != nil)
    }

    @Test(arguments: Crossing.allCases)
    func `a decision task on a borrowed list that nobody starts in time goes home`(crossing: Crossing) async throws {
        let (rig, execution) = try await rig()
        try await rig.session.answer(
            try await rig.session.decisionTask(),
            taskList: "mine",
            taskListScheduleToStartTimeout: "10"
        )
        try await rig.session.signal("w", "s")
        #expect(try await rig.session.pollDecision() == nil, "it waits in the borrowed list")
        let (events, after) = try await appended(to: execution, after: .seconds(10), on: rig, crossing)
        #expect(events.map(\.eventType) == [.decisionTaskTimedOut, .decisionTaskScheduled])
        guard case .decisionTaskTimedOut(let attributes) = events.first?.attributes else { return }
        #expect(attributes == .init(scheduledEventId: 6, startedEventId: 0, timeoutType: .scheduleToStart))
        #expect(try await after.session.pollDecision() != nil, "and now in its own")
    }

    @Test(arguments: Crossing.allCases)
    func `a timer`(crossing: Crossing) async throws {
        let (rig, execution) = try await rig()
        try await rig.session.decide(
            try await rig.session.decisionTask(),
            [.startTimer(.init(startToFireTimeout: "86400", timerId: "t"))]
        )
        let (events, _) = try await appended(to: execution, after: .seconds(86_400), on: rig, crossing)
        #expect(events.map(\.eventType) == [.timerFired, .decisionTaskScheduled])
        guard case .timerFired(let attributes) = events.first?.attributes else { return }
        #expect(attributes == .init(startedEventId: 5, timerId: "t"))
    }

    @Test(arguments: Crossing.allCases)
    func `an execution whose time is up`(crossing: Crossing) async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        let task = try await rig.session.decisionTask()
        try await rig.session.decide(task, [rig.session.schedule("a")])
        let (events, after) = try await appended(to: execution, after: .seconds(3_600), on: rig, crossing)
        #expect(events.map(\.eventType) == [.workflowExecutionTimedOut])
        guard case .workflowExecutionTimedOut(let attributes) = events.first?.attributes else { return }
        #expect(attributes == .init(childPolicy: .terminate, timeoutType: .startToClose))
        let detail = try await after.describe(execution)
        #expect(detail.executionInfo.closeStatus == .timedOut)
        #expect(detail.openCounts.openActivityTasks == 1, "what was open stays so in the counts")
        #expect(try await after.session.pollActivity() == nil)
        _ = try await after.session.start("w")
    }

    @Test func `a zero timer fires at once and no sooner`() async throws {
        let (rig, execution) = try await rig()
        try await rig.session.decide(
            try await rig.session.decisionTask(),
            [.startTimer(.init(startToFireTimeout: "0", timerId: "t"))]
        )
        #expect(try await rig.types(execution).last == .timerStarted)
        try await rig.settle()
        #expect(try await rig.types(execution).suffix(2) == [.timerFired, .decisionTaskScheduled])
    }

    @Test func `clocks that ran out together are worked off the earliest first`() async throws {
        let (rig, execution) = try await rig()
        let timers = [("c", 30), ("a", 10), ("b", 20), ("a2", 10)].map { id, seconds in
            Decision.startTimer(.init(startToFireTimeout: "\(seconds)", timerId: id))
        }
        try await rig.session.decide(try await rig.session.decisionTask(), timers)
        rig.clock.advance(by: .seconds(100))
        let later = try await rig.reopened()
        try await later.settle()
        let fired = try await later.session.history(execution).compactMap { event -> String? in
            guard case .timerFired(let attributes) = event.attributes else { return nil }
            return attributes.timerId
        }
        #expect(fired == ["a", "a2", "b", "c"])
    }

    @Test func `many executions that are due at one moment are all carried out`() async throws {
        let rig = try await EngineByHand()
        for index in 0..<600 {
            _ = try await rig.engine.startWorkflowExecution(
                .init(
                    domain: Session.domain,
                    executionStartToCloseTimeout: "60",
                    workflowId: "w\(index)",
                    workflowType: Session.workflowType
                )
            )
        }
        let later = try await rig.reopened()
        try await later.advance(by: .seconds(60))
        let count = try await later.engine.countClosedWorkflowExecutions(
            .init(
                closeStatusFilter: CloseStatusFilter(status: .timedOut),
                domain: Session.domain,
                startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
            )
        )
        #expect(count.count == 600)
        #expect(try await later.store.nextDeadline() == nil)
    }

    /// The running sweep sleeps until the earliest deadline it knows; a commit that brings an earlier one wakes it.
    @Test func `a running engine carries out a deadline that came after a later one`() async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            let slow = try await session.start("slow")
            let task = try await session.decisionTask()
            try await session.decide(task, [.startTimer(.init(startToFireTimeout: "600", timerId: "late"))])
            let late = cluster.clock.now + .seconds(600)
            await Bounded.wait { cluster.clock.nextAwakening == late }
            try await session.signal("slow", "s")
            let second = try await session.decisionTask()
            try await session.decide(second, [.startTimer(.init(startToFireTimeout: "5", timerId: "early"))])
            async let next = session.decisionTask()
            let early = cluster.clock.now + .seconds(5)
            await Bounded.wait { cluster.clock.nextAwakening == early }
            cluster.clock.advance(by: .seconds(5))
            let third = try await next
            #expect(third.events.last { $0.eventType == .timerFired }?.eventTimestamp == early)
            #expect(try await session.history(slow).count { $0.eventType == .timerFired } == 1)
        }
    }
}

import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// A clock that is set while something waits for it: nothing happens twice, nothing is lost, and no history goes back in
/// time. The clock of these tests jumps itself; the machine's is made never to go back (``ForwardTime``), which spares
/// what begins after a jump back from being late.
@Suite struct ClockJumpTests {
    /// How far the clock is set.
    enum Jump: Int, CaseIterable, Sendable {
        case threeHoursBack = -10_800_000
        case aMillisecondBack = -1
        case threeHoursAhead = 10_800_000
        case aYearAhead = 31_536_000_000

        var duration: Duration { .milliseconds(rawValue) }
    }

    /// Everything that has a deadline (swf-spec.md 5.3). Each is begun so that it runs out after a minute.
    enum Waiting: CaseIterable, Sendable {
        case execution
        case decisionStartToClose
        case decisionScheduleToStart
        case activityScheduleToStart
        case activityScheduleToClose
        case activityStartToClose
        case activityHeartbeat
        case timer

        /// The event that its end writes.
        var event: EventType {
            switch self {
            case .execution: .workflowExecutionTimedOut
            case .decisionStartToClose, .decisionScheduleToStart: .decisionTaskTimedOut
            case .activityScheduleToStart, .activityScheduleToClose, .activityStartToClose, .activityHeartbeat:
                .activityTaskTimedOut
            case .timer: .timerFired
            }
        }
    }

    private func begin(_ waiting: Waiting, on rig: EngineByHand) async throws -> WorkflowExecution {
        let run = try await rig.engine.startWorkflowExecution(
            .init(
                domain: Session.domain,
                executionStartToCloseTimeout: waiting == .execution ? "60" : "31536000",
                taskStartToCloseTimeout: waiting == .decisionStartToClose ? "60" : "NONE",
                workflowId: "w",
                workflowType: Session.workflowType
            )
        )
        let execution = WorkflowExecution(runId: run.runId ?? "", workflowId: "w")
        func schedule(_ timeouts: (inout ScheduleActivityTaskDecisionAttributes) -> Void) async throws {
            var decision = ScheduleActivityTaskDecisionAttributes(
                activityId: "a",
                activityType: Session.activityType,
                heartbeatTimeout: "NONE",
                scheduleToCloseTimeout: "NONE",
                scheduleToStartTimeout: "NONE",
                startToCloseTimeout: "NONE"
            )
            timeouts(&decision)
            try await rig.session.answer(try await rig.session.decisionTask(), [.scheduleActivityTask(decision)])
        }
        switch waiting {
        case .execution:
            break
        case .decisionStartToClose:
            _ = try await rig.session.decisionTask()
        case .decisionScheduleToStart:
            try await rig.session.answer(
                try await rig.session.decisionTask(),
                taskList: "mine",
                taskListScheduleToStartTimeout: "60"
            )
            try await rig.session.signal("w", "wake")
        case .activityScheduleToStart:
            try await schedule { $0.scheduleToStartTimeout = "60" }
        case .activityScheduleToClose:
            try await schedule { $0.scheduleToCloseTimeout = "60" }
        case .activityStartToClose:
            try await schedule { $0.startToCloseTimeout = "60" }
            _ = try await rig.session.activityTask()
        case .activityHeartbeat:
            try await schedule { $0.heartbeatTimeout = "60" }
            let task = try await rig.session.activityTask()
            _ = try await rig.engine.recordActivityTaskHeartbeat(.init(details: "d", taskToken: task.taskToken))
        case .timer:
            try await rig.session.answer(
                try await rig.session.decisionTask(),
                [.startTimer(.init(startToFireTimeout: "60", timerId: "t"))]
            )
        }
        return execution
    }

    private func count(_ type: EventType, in execution: WorkflowExecution, on rig: EngineByHand) async throws -> Int {
        let history = try await rig.session.history(execution)
        #expect(HistoryLinter.lint(history) == [])
        let times = history.map(\.eventTimestamp)
        #expect(times == times.sorted(), "no event is earlier than the one before it")
        return history.count { $0.eventType == type }
    }

    @Test(arguments: Waiting.allCases, Jump.allCases)
    func `whatever waits for the clock happens once, however the clock is set`(
        waiting: Waiting,
        jump: Jump
    ) async throws {
        for isRestarted in [false, true] {
            var rig = try await EngineByHand(configuration: EngineByHand.configuration(resident: 64))
            let execution = try await begin(waiting, on: rig)
            let due = rig.clock.now + .seconds(60)
            rig.clock.advance(by: .seconds(20))
            rig.clock.jump(by: jump.duration)
            if isRestarted { rig = try await rig.reopened() }
            try await rig.settle()
            let isDue = rig.clock.now >= due
            #expect(try await count(waiting.event, in: execution, on: rig) == (isDue ? 1 : 0))
            if waiting != .execution || !isDue, jump != .aYearAhead {
                // What happens now is written with no earlier time, and moves no deadline that waits.
                try await rig.session.signal("w", "after the jump")
            }
            while rig.clock.now < due {
                #expect(try await count(waiting.event, in: execution, on: rig) == 0, "never early")
                let step = min(.seconds(1_800), due - rig.clock.now - .milliseconds(1))
                try await rig.advance(by: step > .zero ? step : .milliseconds(1))
            }
            #expect(try await count(waiting.event, in: execution, on: rig) == 1, "never lost")
            // Back over the moment and forward again, and a restart on top.
            rig.clock.jump(by: .seconds(-7_200))
            try await rig.settle()
            rig = try await rig.reopened()
            try await rig.advance(by: .seconds(10_000))
            #expect(try await count(waiting.event, in: execution, on: rig) == 1, "never twice")
        }
    }

    @Test(arguments: Jump.allCases)
    func `a poll waits for a minute, however the clock is set`(jump: Jump) async throws {
        try await TestCluster.run { cluster in
            let session = try await Session(cluster.engine)
            let end = cluster.clock.uptime + .seconds(60)
            let poll = Task { try await session.pollActivity() }
            await Bounded.wait { cluster.engine.waitingPolls == 1 }
            cluster.clock.advance(by: .seconds(20))
            cluster.clock.jump(by: jump.duration)
            try await cluster.engine.sweepOnce()
            #expect(cluster.engine.waitingPolls == 1)
            cluster.clock.advance(by: .milliseconds(39_999))
            try await cluster.engine.sweepOnce()
            #expect(cluster.engine.waitingPolls == 1)
            cluster.clock.advance(by: .milliseconds(1))
            #expect(cluster.clock.uptime == end)
            #expect(try await poll.value == nil)
            // The list is in order, and the next poll gets its task.
            _ = try await session.start("w")
            #expect(try await session.pollDecision() != nil)
        }
    }

    @Test(arguments: Jump.allCases)
    func `a page token lives a day by the wall clock`(jump: Jump) async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        var input = GetWorkflowExecutionHistoryInput(
            domain: Session.domain,
            execution: execution,
            maximumPageSize: 1
        )
        input.nextPageToken = try await rig.engine.getWorkflowExecutionHistory(input).nextPageToken
        rig.clock.jump(by: jump.duration)
        if jump == .aYearAhead {
            #expect(
                await fault { _ = try await rig.engine.getWorkflowExecutionHistory(input) }
                    == Fault(.validation, "Specified token has exceeded its maximum lifetime")
            )
        } else {
            #expect(try await rig.engine.getWorkflowExecutionHistory(input).events.map(\.eventId) == [2])
        }
    }

    @Test(arguments: Jump.allCases)
    func `the run that goes on starts when the one before it ends, also when the clock was set back`(
        jump: Jump
    ) async throws {
        let rig = try await EngineByHand()
        let first = try await rig.session.start("w")
        let task = try await rig.session.decisionTask()
        rig.clock.jump(by: jump.duration)
        try await rig.session.answer(task, [.continueAsNewWorkflowExecution(.init())])
        let end = try #require(try await rig.session.history(first).last)
        guard case .workflowExecutionContinuedAsNew(let attributes) = end.attributes else {
            Issue.record("\(end)")
            return
        }
        let second = WorkflowExecution(runId: attributes.newExecutionRunId, workflowId: "w")
        let start = try #require(try await rig.session.history(second).first)
        #expect(start.eventTimestamp == end.eventTimestamp, "one transaction has one timestamp")
        #expect(try await rig.describe(second).executionInfo.startTimestamp == end.eventTimestamp)
    }

    @Test(arguments: Jump.allCases)
    func `a heartbeat after the jump is no step back, and a silent worker is still found`(jump: Jump) async throws {
        let rig = try await EngineByHand()
        let run = try await rig.engine.startWorkflowExecution(
            .init(
                domain: Session.domain,
                executionStartToCloseTimeout: "31536000",
                taskStartToCloseTimeout: "NONE",
                workflowId: "w",
                workflowType: Session.workflowType
            )
        )
        let execution = WorkflowExecution(runId: run.runId ?? "", workflowId: "w")
        try await rig.session.answer(
            try await rig.session.decisionTask(),
            [
                .scheduleActivityTask(
                    .init(
                        activityId: "a",
                        activityType: Session.activityType,
                        heartbeatTimeout: "60",
                        startToCloseTimeout: "NONE"
                    )
                )
            ]
        )
        let task = try await rig.session.activityTask()
        let started = rig.clock.now
        rig.clock.advance(by: .seconds(20))
        rig.clock.jump(by: jump.duration)
        // The sweep has not come by yet: the worker is in time.
        _ = try await rig.engine.recordActivityTaskHeartbeat(.init(details: "late", taskToken: task.taskToken))
        let due = max(rig.clock.now, started) + .seconds(60)
        rig.clock.set(max(rig.clock.now, due + .milliseconds(-1)))
        try await rig.settle()
        if jump != .aYearAhead {
            #expect(
                try await count(.activityTaskTimedOut, in: execution, on: rig) == 0,
                "the heartbeat bought a minute"
            )
            rig.clock.set(due)
            try await rig.settle()
            #expect(try await count(.activityTaskTimedOut, in: execution, on: rig) == 1)
        } else {
            #expect(try await rig.describe(execution).executionInfo.closeStatus == .timedOut, "the year is over")
        }
    }

    /// The clock jumps while many things wait at once, again and again, and the server is restarted in between.
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a clock that jumps all the time loses nothing and repeats nothing`(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        var rig = try await EngineByHand(configuration: EngineByHand.configuration(resident: 3))
        var runs: [WorkflowExecution] = []
        for index in 0..<6 {
            let run = try await rig.engine.startWorkflowExecution(
                .init(
                    domain: Session.domain,
                    executionStartToCloseTimeout: "31536000",
                    taskStartToCloseTimeout: "NONE",
                    workflowId: "w\(index)",
                    workflowType: Session.workflowType
                )
            )
            runs.append(WorkflowExecution(runId: run.runId ?? "", workflowId: "w\(index)"))
            let timers = (0..<20).map { timer in
                let seconds = Int.random(in: 0...40_000, using: &random)
                return Decision.startTimer(.init(startToFireTimeout: "\(seconds)", timerId: "t\(timer)"))
            }
            try await rig.session.answer(try await rig.session.decisionTask(), timers)
        }
        for _ in 0..<60 {
            rig.clock.jump(by: .seconds(Int.random(in: -10_800...10_800, using: &random)))
            try await rig.settle()
            if Int.random(in: 0..<4, using: &random) == 0 { rig = try await rig.reopened() }
            try await rig.session.signal("w\(Int.random(in: 0..<6, using: &random))", "s")
            try await rig.advance(by: .seconds(Int.random(in: 0...600, using: &random)))
        }
        // After all that the clock may be anywhere; in three days every timer has fired.
        for _ in 0..<36 { try await rig.advance(by: .seconds(7_200)) }
        for run in runs {
            let history = try await rig.session.pagedHistory(run)
            #expect(HistoryLinter.lint(history) == [], "seed \(seed)")
            let times = history.map(\.eventTimestamp)
            #expect(times == times.sorted(), "seed \(seed)")
            var fired: [String] = []
            var startedAt: [String: Timestamp] = [:]
            var seconds: [String: Int] = [:]
            for event in history {
                switch event.attributes {
                case .timerStarted(let attributes):
                    startedAt[attributes.timerId] = event.eventTimestamp
                    seconds[attributes.timerId] = Int(attributes.startToFireTimeout)
                case .timerFired(let attributes):
                    fired.append(attributes.timerId)
                    let start = startedAt[attributes.timerId] ?? event.eventTimestamp
                    let length = Duration.seconds(seconds[attributes.timerId] ?? .max)
                    #expect(event.eventTimestamp >= start + length, "seed \(seed): never early")
                default: break
                }
            }
            #expect(fired.sorted() == (0..<20).map { "t\($0)" }.sorted(), "seed \(seed): each once")
        }
    }
}

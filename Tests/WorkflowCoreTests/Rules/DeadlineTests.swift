import MartletTesting
import SWFModel
import Testing
import WorkflowCore

/// Clocks: never early, the earliest first (swf-spec.md 5.3).
@Suite struct DeadlineTests {
    @Test func `5.3 deadlines of one moment count in the order of the table`() throws {
        // All of them ten seconds after the start; the execution's is left out, for it would end the rest.
        var machine = try Rule.machine(
            [
                "ScheduleActivityTask b heartbeat=10 startToClose=10; ScheduleActivityTask a scheduleToClose=10; "
                    + "ScheduleActivityTask c scheduleToStart=10; StartTimer t 10; StartTimer u 10"
            ],
            started: Fixtures.started(executionTimeout: "100000", taskTimeout: "10")
        )
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        try Rule.poll(&machine)
        #expect(machine.nextDeadline == Rule.at(10))
        #expect(machine.deadlineReached(at: Timestamp(milliseconds: Rule.at(10).milliseconds - 1)) == nil)
        var written: [String] = []
        while let transition = machine.deadlineReached(at: Rule.at(10)) {
            written.append(HistoryTrace.line(transition.events[0]))
        }
        #expect(
            written.map { String($0.drop { $0 != " " }.dropFirst()) } == [
                "DecisionTaskTimedOut scheduled=12 started=13 type=START_TO_CLOSE",
                "ActivityTaskTimedOut scheduled=6 started=0 type=SCHEDULE_TO_CLOSE",
                "ActivityTaskTimedOut scheduled=7 started=0 type=SCHEDULE_TO_START",
                "ActivityTaskTimedOut scheduled=5 started=10 type=START_TO_CLOSE",
                "TimerFired started=8 timerId=t", "TimerFired started=9 timerId=u",
            ]
        )
    }

    @Test func `5.3 the execution's deadline goes before all others of its moment`() throws {
        var machine = try Rule.machine(
            ["StartTimer t 10"],
            started: Fixtures.started(executionTimeout: "10", taskTimeout: "10")
        )
        let transition = try Rule.deadline(of: &machine, at: Rule.at(10))
        #expect(transition.events.map(\.eventType) == [.workflowExecutionTimedOut])
        #expect(machine.deadlineReached(at: Rule.at(10)) == nil)
    }

    @Test func `5.3 a late sweep serves the earliest deadline first, at its own time of day`() throws {
        var machine = try Rule.machine(["StartTimer late 20; StartTimer early 5"])
        let transition = try Rule.deadline(of: &machine, at: Rule.at(60))
        #expect(transition.events.first?.attributes == .timerFired(.init(startedEventId: 6, timerId: "early")))
        #expect(transition.events.allSatisfy { $0.eventTimestamp == Rule.at(60) })
    }

    @Test(arguments: ["NONE", "99999999", "31536000"])
    func `5.3 no execution is open longer than a year`(timeout: String) throws {
        let machine = try Rule.machine(started: Fixtures.started(executionTimeout: timeout))
        #expect(machine.nextDeadline == Rule.at(31_536_000))
    }

    @Test func `5.3 a heartbeat puts off its own clock and no other`() throws {
        var machine = try Rule.machine(["ScheduleActivityTask a heartbeat=10 startToClose=25"])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
        for seconds in [8, 16, 24] {
            let (_, transition) = try machine.activityTaskHeartbeat(
                scheduledEventId: 5,
                startedEventId: 6,
                details: "\(seconds)",
                at: Rule.at(seconds)
            )
            #expect(transition.events == [])
            #expect(
                transition.effects == [
                    .recordHeartbeat(scheduledEventId: 5, at: Rule.at(seconds), details: "\(seconds)")
                ]
            )
        }
        let transition = try Rule.deadline(of: &machine, at: Rule.at(25))
        #expect(
            transition.events.first?.attributes
                == .activityTaskTimedOut(
                    .init(details: "24", scheduledEventId: 5, startedEventId: 6, timeoutType: .startToClose)
                )
        )
        #expect(transition.effects.first == .forgetHeartbeat(scheduledEventId: 5))
        #expect(machine.heartbeats.isEmpty)
    }

    @Test func `5.3 a clock that steps back takes no time from a worker`() throws {
        var machine = try Rule.machine(["ScheduleActivityTask a heartbeat=10"])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
        for seconds in [8, -100] {
            _ = try machine.activityTaskHeartbeat(
                scheduledEventId: 5,
                startedEventId: 6,
                details: nil,
                at: Rule.at(seconds)
            )
        }
        #expect(machine.nextDeadline == Rule.at(18))
    }

    @Test func `1.4 a clock that steps back does not take the history with it`() throws {
        var machine = try Rule.machine()
        let transition = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(-60))
        #expect(transition.events.first?.eventTimestamp == Rule.at(0))
    }

    /// Every clock there is, alone: nothing a millisecond before its time, its event at it.
    private static let clocks: [(opening: String, before: Clock, event: EventType)] = [
        ("ScheduleActivityTask a scheduleToStart=10", .none, .activityTaskTimedOut),
        ("ScheduleActivityTask a scheduleToClose=10", .none, .activityTaskTimedOut),
        ("ScheduleActivityTask a scheduleToClose=10", .work, .activityTaskTimedOut),
        ("ScheduleActivityTask a startToClose=10", .work, .activityTaskTimedOut),
        ("ScheduleActivityTask a heartbeat=10", .work, .activityTaskTimedOut), ("StartTimer t 10", .none, .timerFired),
        ("ScheduleLambdaFunction f startToClose=10", .call, .lambdaFunctionTimedOut),
        ("[list=host listTimeout=10]", .signal, .decisionTaskTimedOut), ("", .decide, .decisionTaskTimedOut),
        ("", .execution, .workflowExecutionTimedOut),
    ]

    enum Clock: Sendable {
        case none
        case work
        case call
        case signal
        case decide
        case execution
    }

    @Test(arguments: clocks)
    func `5.3 no clock runs out a millisecond early`(opening: String, before: Clock, event: EventType) throws {
        let started = Fixtures.started(
            executionTimeout: before == .execution ? "10" : "100000",
            taskTimeout: "10",
            lambdaRole: "role"
        )
        var (machine, _) = ExecutionMachine.start(started, identity: Fixtures.identity(), at: Rule.at(0))
        try Rule.poll(&machine)
        let (scheduled, start) = machine.state.startedDecisionTask
        _ = try machine.decisionTaskCompleted(
            scheduledEventId: scheduled,
            startedEventId: start,
            DecisionText.answer(opening),
            context: Fixtures.context(callsLambdaFunctions: true),
            at: Rule.at(0)
        )
        switch before {
        case .none, .execution: break
        case .work: _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
        case .call: _ = machine.lambdaFunctionStarted(scheduledEventId: 5, at: Rule.at(0))
        case .signal: _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        case .decide:
            _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
            try Rule.poll(&machine)
        }
        let due = Rule.at(10)
        #expect(machine.nextDeadline == due)
        #expect(machine.deadlineReached(at: Timestamp(milliseconds: due.milliseconds - 1)) == nil)
        let transition = try Rule.deadline(of: &machine, at: due)
        #expect(transition.events.first?.eventType == event)
        #expect(transition.timestamp == due)
    }

    @Test func `5.3 the order of kinds is that of the table, a lambda task before timers`() throws {
        let machine = try Rule.machine(["StartTimer t 10"])
        #expect(machine.nextDeadline == Rule.at(10))
        var both = try Rule.deciding(Fixtures.started(lambdaRole: "role"))
        let decisions = DecisionText.answer("StartTimer t 10; ScheduleLambdaFunction f startToClose=10").decisions ?? []
        try Rule.decide(decisions, on: &both, context: Fixtures.context(callsLambdaFunctions: true))
        _ = both.lambdaFunctionStarted(scheduledEventId: 6, at: Rule.at(0))
        #expect(try Rule.deadline(of: &both, at: Rule.at(10)).events.first?.eventType == .lambdaFunctionTimedOut)
        #expect(try Rule.deadline(of: &both, at: Rule.at(10)).events.first?.eventType == .timerFired)
    }
}

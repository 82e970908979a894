import Foundation
import MartletTesting
import SWFModel
import Testing
import WorkflowCore

/// The rules of the state machines: swf-spec.md section 5.
@Suite struct StateRuleTests {
    private static let second = 1_000

    private static func at(_ seconds: Int) -> Timestamp {
        Timestamp(milliseconds: Fixtures.start.milliseconds + seconds * second)
    }

    /// An execution to which these lists of decisions were answered, one a decision task.
    private static func machine(
        _ lines: [String] = [],
        started: WorkflowExecutionStartedEventAttributes = Fixtures.started(executionTimeout: "100000")
    ) throws -> ExecutionMachine {
        var (machine, _) = ExecutionMachine.start(started, identity: Fixtures.identity(), at: at(0))
        for (index, line) in lines.enumerated() {
            if index > 0 {
                _ = try machine.signaled(name: "next", input: nil, from: nil, at: at(0))
            }
            try poll(&machine)
            try decide(line, on: &machine)
        }
        return machine
    }

    private static func poll(_ machine: inout ExecutionMachine, at now: Timestamp = at(0)) throws {
        let task = try #require(machine.state.offeredTasks.first { $0.kind == .decision })
        _ = try machine.decisionTaskStarted(scheduledEventId: task.scheduledEventId, identity: nil, at: now)
    }

    @discardableResult
    private static func decide(
        _ line: String,
        on machine: inout ExecutionMachine,
        at now: Timestamp = at(0)
    ) throws -> Transition {
        let (scheduled, started) = machine.state.startedDecisionTask
        return try machine.decisionTaskCompleted(
            scheduledEventId: scheduled,
            startedEventId: started,
            DecisionText.answer(line),
            context: Fixtures.context(),
            at: now
        )
    }

    /// What the next deadline brings; one must be due.
    private static func deadline(of machine: inout ExecutionMachine, at now: Timestamp) throws -> Transition {
        let transition = machine.deadlineReached(at: now)
        return try #require(transition)
    }

    // What follows is in the order of the specification.

    @Test func `5.1 previousStartedEventId is that of the latest answered task, not of one that timed out`() throws {
        var machine = try Self.machine()
        #expect(machine.state.previousStartedEventId == 0)
        try Self.poll(&machine)
        #expect(machine.state.previousStartedEventId == 0)
        _ = machine.deadlineReached(at: Self.at(30))
        try Self.poll(&machine, at: Self.at(30))
        #expect(machine.state.previousStartedEventId == 0)
        try Self.decide("", on: &machine, at: Self.at(31))
        #expect(machine.state.previousStartedEventId == 6)
    }

    @Test func `5.1 a decision task is offered once, with the execution's priority`() throws {
        let (machine, transition) = ExecutionMachine.start(
            Fixtures.started(taskPriority: "-5"),
            identity: Fixtures.identity(),
            at: Self.at(0)
        )
        let offer = OfferedTask(
            kind: .decision,
            taskList: "main",
            priority: -5,
            scheduledEventId: 2,
            scheduledAt: Self.at(0)
        )
        #expect(transition.effects == [.offer(offer)])
        #expect(machine.state.offeredTasks == [offer])
    }

    @Test func `5.1 the queued task is offered when the started one is answered or times out`() throws {
        for isAnswered in [true, false] {
            var machine = try Self.machine()
            try Self.poll(&machine)
            let signal = try machine.signaled(name: "s", input: nil, from: nil, at: Self.at(1))
            #expect(signal.events.map(\.eventType) == [.workflowExecutionSignaled, .decisionTaskScheduled])
            #expect(signal.effects == [])
            #expect(machine.state.openCounts.openDecisionTasks == 1)
            let end =
                isAnswered
                ? try Self.decide("", on: &machine, at: Self.at(2))
                : try Self.deadline(of: &machine, at: Self.at(30))
            #expect(end.events.count == 1)
            #expect(machine.state.offeredTasks.map(\.scheduledEventId) == [5])
            #expect(end.effects == machine.state.offeredTasks.map { .offer($0) })
        }
    }

    /// Inputs that are refused, and the sentences.
    @Test func `5.13 a task that is not open is unknown, by the number of its schedule`() throws {
        var machine = try Self.machine(["ScheduleActivityTask a"])
        let activity = Fault(.unknownResource, "Unknown activity, scheduledEventId = 5")
        let decision = Fault(.unknownResource, "Unknown decision task, scheduledEventId = 2")
        func complete(_ started: EventId) throws {
            _ = try machine.activityTaskCompleted(
                scheduledEventId: 5,
                startedEventId: started,
                result: nil,
                at: Self.at(0)
            )
        }
        // Nobody has it; then a worker has it, by another start; then it is closed.
        #expect(throws: activity) { try complete(0) }
        #expect(throws: activity) { try complete(6) }
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Self.at(0))
        #expect(throws: activity) { try complete(7) }
        #expect(throws: activity) {
            try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Self.at(0))
        }
        try complete(6)
        #expect(throws: activity) { try complete(6) }
        #expect(throws: activity) {
            try machine.activityTaskHeartbeat(scheduledEventId: 5, startedEventId: 6, details: nil, at: Self.at(0))
        }
        // A decision task is answered once.
        #expect(throws: decision) {
            try machine.decisionTaskCompleted(
                scheduledEventId: 2,
                startedEventId: 3,
                DecisionText.answer(""),
                context: Fixtures.context(),
                at: Self.at(0)
            )
        }
        #expect(throws: decision) {
            try machine.decisionTaskStarted(scheduledEventId: 2, identity: nil, at: Self.at(0))
        }
    }

    @Test func `5.11 a closed execution refuses everything by its name`() throws {
        var machine = try Self.machine(["ScheduleActivityTask a"])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Self.at(0))
        _ = try machine.terminated(
            reason: nil,
            details: nil,
            childPolicy: nil,
            cause: .operatorInitiated,
            at: Self.at(0)
        )
        let closed = machine
        let fault = Fault(.unknownResource, "Unknown execution: WorkflowExecution=[workflowId=w, runId=r1]")
        #expect(throws: fault) { try machine.signaled(name: "s", input: nil, from: nil, at: Self.at(1)) }
        #expect(throws: fault) { try machine.cancelRequested(from: nil, cause: nil, at: Self.at(1)) }
        #expect(throws: fault) {
            try machine.terminated(
                reason: nil,
                details: nil,
                childPolicy: nil,
                cause: .operatorInitiated,
                at: Self.at(1)
            )
        }
        #expect(throws: fault) {
            try machine.activityTaskCompleted(scheduledEventId: 5, startedEventId: 6, result: nil, at: Self.at(1))
        }
        #expect(throws: fault) {
            try machine.activityTaskHeartbeat(scheduledEventId: 5, startedEventId: 6, details: nil, at: Self.at(1))
        }
        #expect(throws: fault) { try machine.decisionTaskStarted(scheduledEventId: 2, identity: nil, at: Self.at(1)) }
        #expect(throws: fault) { try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Self.at(1)) }
        #expect(throws: fault) { try Self.decide("", on: &machine) }
        #expect(machine.nextDeadline == nil)
        #expect(machine.deadlineReached(at: Timestamp(milliseconds: .max)) == nil)
        #expect(machine == closed)
        #expect(machine.state.openCounts.openActivityTasks == 1)
        #expect(machine.state.openCounts.openDecisionTasks == 0)
    }

    @Test func `5.3 deadlines of one moment count in the order of the table`() throws {
        // All of them ten seconds after the start; the execution's is left out, for it would end the rest.
        var machine = try Self.machine(
            [
                "ScheduleActivityTask b heartbeat=10 startToClose=10; ScheduleActivityTask a scheduleToClose=10; "
                    + "ScheduleActivityTask c scheduleToStart=10; StartTimer t 10; StartTimer u 10"
            ],
            started: Fixtures.started(executionTimeout: "100000", taskTimeout: "10")
        )
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Self.at(0))
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Self.at(0))
        try Self.poll(&machine)
        #expect(machine.nextDeadline == Self.at(10))
        #expect(machine.deadlineReached(at: Timestamp(milliseconds: Self.at(10).milliseconds - 1)) == nil)
        var written: [String] = []
        while let transition = machine.deadlineReached(at: Self.at(10)) {
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
        var machine = try Self.machine(
            ["StartTimer t 10"],
            started: Fixtures.started(executionTimeout: "10", taskTimeout: "10")
        )
        let transition = try Self.deadline(of: &machine, at: Self.at(10))
        #expect(transition.events.map(\.eventType) == [.workflowExecutionTimedOut])
        #expect(machine.deadlineReached(at: Self.at(10)) == nil)
    }

    @Test func `5.3 a late sweep serves the earliest deadline first, at its own time of day`() throws {
        var machine = try Self.machine(["StartTimer late 20; StartTimer early 5"])
        let transition = try Self.deadline(of: &machine, at: Self.at(60))
        #expect(transition.events.first?.attributes == .timerFired(.init(startedEventId: 6, timerId: "early")))
        #expect(transition.events.allSatisfy { $0.eventTimestamp == Self.at(60) })
    }

    @Test(arguments: ["NONE", "99999999", "31536000"])
    func `5.3 no execution is open longer than a year`(timeout: String) throws {
        let machine = try Self.machine(started: Fixtures.started(executionTimeout: timeout))
        #expect(machine.nextDeadline == Self.at(31_536_000))
    }

    @Test func `5.3 a heartbeat puts off its own clock and no other`() throws {
        var machine = try Self.machine(["ScheduleActivityTask a heartbeat=10 startToClose=25"])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Self.at(0))
        for seconds in [8, 16, 24] {
            let (_, transition) = try machine.activityTaskHeartbeat(
                scheduledEventId: 5,
                startedEventId: 6,
                details: "\(seconds)",
                at: Self.at(seconds)
            )
            #expect(transition.events == [])
            #expect(
                transition.effects == [
                    .recordHeartbeat(scheduledEventId: 5, at: Self.at(seconds), details: "\(seconds)")
                ]
            )
        }
        let transition = try Self.deadline(of: &machine, at: Self.at(25))
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
        var machine = try Self.machine(["ScheduleActivityTask a heartbeat=10"])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Self.at(0))
        for seconds in [8, -100] {
            _ = try machine.activityTaskHeartbeat(
                scheduledEventId: 5,
                startedEventId: 6,
                details: nil,
                at: Self.at(seconds)
            )
        }
        #expect(machine.nextDeadline == Self.at(18))
    }

    @Test func `5.4 an activity id is free again after the task closed`() throws {
        var machine = try Self.machine(["ScheduleActivityTask a"])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Self.at(0))
        _ = try machine.activityTaskCompleted(scheduledEventId: 5, startedEventId: 6, result: nil, at: Self.at(0))
        try Self.poll(&machine)
        let transition = try Self.decide("ScheduleActivityTask a", on: &machine)
        #expect(transition.events.last?.eventType == .activityTaskScheduled)
    }

    @Test func `5.4 the time of the latest activity event is that of any of them`() throws {
        var machine = try Self.machine(["RecordMarker m"])
        #expect(machine.state.latestActivityTaskTimestamp == nil)
        machine = try Self.machine(["ScheduleActivityTask a"])
        #expect(machine.state.latestActivityTaskTimestamp == Self.at(0))
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Self.at(3))
        #expect(machine.state.latestActivityTaskTimestamp == Self.at(3))
        _ = try machine.activityTaskFailed(
            scheduledEventId: 5,
            startedEventId: 6,
            reason: nil,
            details: nil,
            at: Self.at(4)
        )
        #expect(machine.state.detail.latestActivityTaskTimestamp == Self.at(4))
    }

    @Test func `5.5 a timer of 0 seconds fires in a transaction of its own`() throws {
        var machine = try Self.machine()
        try Self.poll(&machine)
        let answer = try Self.decide("StartTimer t 0", on: &machine)
        #expect(answer.events.map(\.eventType) == [.decisionTaskCompleted, .timerStarted])
        #expect(machine.nextDeadline == Self.at(0))
        let fired = try Self.deadline(of: &machine, at: Self.at(0))
        #expect(fired.events.map(\.eventType) == [.timerFired, .decisionTaskScheduled])
    }

    @Test func `5.6 a cancel request shows until the execution closes`() throws {
        var machine = try Self.machine()
        #expect(machine.state.info.cancelRequested == false)
        _ = try machine.cancelRequested(from: nil, cause: nil, at: Self.at(1))
        _ = try machine.cancelRequested(from: nil, cause: nil, at: Self.at(2))
        #expect(machine.state.lastEventId == 4)
        #expect(machine.state.info.cancelRequested == true)
        try Self.poll(&machine, at: Self.at(2))
        try Self.decide("CancelWorkflowExecution", on: &machine, at: Self.at(3))
        #expect(machine.state.info.cancelRequested == false)
        #expect(machine.state.info.closeStatus == .canceled)
        #expect(machine.state.info.closeTimestamp == Self.at(3))
    }

    @Test func `5.6 a termination records the policy that counted`() throws {
        for (given, wanted) in [(nil, ChildPolicy.terminate), (.abandon, .abandon)] as [(ChildPolicy?, ChildPolicy)] {
            var machine = try Self.machine()
            let transition = try machine.terminated(
                reason: "r",
                details: "d",
                childPolicy: given,
                cause: .operatorInitiated,
                at: Self.at(1)
            )
            let attributes = WorkflowExecutionTerminatedEventAttributes(
                cause: .operatorInitiated,
                childPolicy: wanted,
                details: "d",
                reason: "r"
            )
            #expect(transition.events.map(\.attributes) == [.workflowExecutionTerminated(attributes)])
            #expect(machine.state.openCounts.openDecisionTasks == 0)
            #expect(
                transition.effects == [
                    .withdraw(kind: .decision, scheduledEventId: 2), .closed(.terminated),
                ]
            )
        }
    }

    @Test func `5.7 child policy acts on termination and timeout alone`() throws {
        let child = "StartChildWorkflowExecution c"
        for close in ["CompleteWorkflowExecution", "FailWorkflowExecution", "CancelWorkflowExecution"] {
            var machine = try Self.machine()
            try Self.poll(&machine)
            let transition = try Self.decide("\(child); \(close)", on: &machine)
            #expect(Self.policies(in: transition) == [])
        }
        for policy in ChildPolicy.allCases {
            var machine = try Self.machine(
                [child],
                started: Fixtures.started(childPolicy: policy, executionTimeout: "10")
            )
            let transition = try Self.deadline(of: &machine, at: Self.at(10))
            #expect(Self.policies(in: transition) == (policy == .abandon ? [] : [policy]))
        }
    }

    private static func policies(in transition: Transition) -> [ChildPolicy] {
        transition.effects.compactMap {
            guard case .send(let message) = $0, case .childPolicy(let policy, _) = message.body else { return nil }
            return policy
        }
    }

    @Test(
        arguments: [
            ("> c: decide CompleteWorkflowExecution r", "ChildWorkflowExecutionCompleted initiated=5 result=r"),
            ("> c: decide FailWorkflowExecution r", "ChildWorkflowExecutionFailed initiated=5 reason=r"),
            ("> c: decide CancelWorkflowExecution d", "ChildWorkflowExecutionCanceled details=d initiated=5"),
            ("> c: terminate", "ChildWorkflowExecutionTerminated initiated=5"),
            ("> +600", "ChildWorkflowExecutionTimedOut initiated=5"),
        ]
    )
    func `5.7 the parent hears how its child closed`(input: String, news: String) throws {
        let text = """
            > start executionTimeout=100000
            > poll
            > decide StartChildWorkflowExecution c
            > deliver
            > deliver
            > c: poll
            \(input)
            > deliver
            """
        let last = try #require(Script.replay(text).split(separator: "\n").last)
        #expect(last.hasPrefix("8 \(news) started=6"), "\(last)")
    }

    @Test func `5.7 a child obeys only its own parent`() throws {
        var started = Fixtures.started()
        started.parentWorkflowExecution = WorkflowExecution(runId: "p1", workflowId: "p")
        started.parentInitiatedEventId = 5
        let machine = ExecutionMachine.start(started, identity: Fixtures.identity(), at: Self.at(0)).machine
        let senders: [(String, EventId, Bool)] = [("p1", 5, true), ("p2", 5, false), ("p1", 6, false)]
        for (run, initiatedEventId, isObeyed) in senders {
            var machine = machine
            let message = OutboxMessage(
                from: Fixtures.identity("p", run: run),
                toWorkflowId: "w",
                toRunId: nil,
                body: .childPolicy(.terminate, initiatedEventId: initiatedEventId)
            )
            let transition = machine.received(message, at: Self.at(1))
            #expect(transition.isEmpty == !isObeyed)
            #expect(machine.state.isOpen == !isObeyed)
        }
    }

    @Test func `5.7 a child that continues as new keeps its parent, which hears of the last run alone`() throws {
        let text = """
            > start
            > poll
            > decide StartChildWorkflowExecution c
            > deliver
            > deliver
            > c: poll
            > c: decide ContinueAsNewWorkflowExecution
            > deliver
            > c: poll
            > c: decide CompleteWorkflowExecution done
            > deliver
            """
        let lines = Script.replay(text).split(separator: "\n")
        #expect(
            lines.contains(
                "c goes on: 1 WorkflowExecutionStarted childPolicy=ABANDON continuedRun=c1 parentInitiated=5 parent=w/r1 taskList=children"
            )
        )
        #expect(lines.contains("nothing to deliver"))
        #expect(lines.last == "8 ChildWorkflowExecutionCompleted initiated=5 result=done started=6 execution=c/r2")
    }

    @Test func `5.7 the close of a child is news of its start too, should that be late`() throws {
        var machine = try Self.machine(["StartChildWorkflowExecution c"])
        let child = WorkflowExecution(runId: "c1", workflowId: "c")
        func news(_ body: OutboxMessage.Body) -> OutboxMessage {
            OutboxMessage(from: Fixtures.identity("c", run: "c1"), toWorkflowId: "w", toRunId: "r1", body: body)
        }
        let closed = machine.received(
            news(
                .childClosed(
                    initiatedEventId: 5,
                    child: child,
                    workflowType: Fixtures.workflowType,
                    outcome: .completed(result: "r")
                )
            ),
            at: Self.at(1)
        )
        #expect(
            closed.events.map(\.eventType) == [
                .childWorkflowExecutionStarted, .decisionTaskScheduled, .childWorkflowExecutionCompleted,
            ]
        )
        // News that comes again, or late, changes nothing.
        let before = machine
        #expect(machine.received(news(.childStarted(initiatedEventId: 5, child: child)), at: Self.at(2)).isEmpty)
        #expect(machine == before)
    }

    @Test func `8.1 late news of a child cannot go past the end of a full history`() throws {
        var machine = try Self.machine(["StartChildWorkflowExecution c"])
        machine.limits.eventsPerExecution = 7
        let message = OutboxMessage(
            from: Fixtures.identity("c", run: "c1"),
            toWorkflowId: "w",
            toRunId: "r1",
            body: .childClosed(
                initiatedEventId: 5,
                child: WorkflowExecution(runId: "c1", workflowId: "c"),
                workflowType: Fixtures.workflowType,
                outcome: .terminated
            )
        )
        let transition = machine.received(message, at: Self.at(1))
        #expect(
            transition.events.map(\.eventType) == [.childWorkflowExecutionStarted, .workflowExecutionTerminated]
        )
        #expect(machine.state.inconsistency == nil)
    }

    @Test func `5.9 the outcome of a signal is not that of a cancel request`() throws {
        var machine = try Self.machine(["RequestCancelExternalWorkflowExecution x"])
        let before = machine
        let target = WorkflowExecution(runId: "x1", workflowId: "x")
        let wrong: [OutboxMessage.Body] = [
            .signalDelivered(initiatedEventId: 5, target: target),
            .signalFailed(initiatedEventId: 5, cause: .unknownExternalWorkflowExecution),
        ]
        for body in wrong {
            let message = OutboxMessage(
                from: Fixtures.identity("x", run: "x1"),
                toWorkflowId: "w",
                toRunId: "r1",
                body: body
            )
            #expect(machine.received(message, at: Self.at(1)).isEmpty)
        }
        #expect(machine == before)
    }

    @Test func `5.9 an answer counts once, and only if it was waited for`() throws {
        var machine = try Self.machine(["SignalExternalWorkflowExecution x hello"])
        let target = WorkflowExecution(runId: "x1", workflowId: "x")
        func news(_ body: OutboxMessage.Body) -> OutboxMessage {
            OutboxMessage(from: Fixtures.identity("x", run: "x1"), toWorkflowId: "w", toRunId: "r1", body: body)
        }
        let wrong: [OutboxMessage.Body] = [
            .cancelDelivered(initiatedEventId: 5, target: target),
            .signalDelivered(initiatedEventId: 4, target: target),
            .cancelFailed(initiatedEventId: 5, cause: .unknownExternalWorkflowExecution),
            .childStarted(initiatedEventId: 5, child: target),
            .childStartFailed(initiatedEventId: 5, cause: .workflowAlreadyRunning),
        ]
        for body in wrong {
            #expect(machine.received(news(body), at: Self.at(1)).isEmpty)
        }
        let right = news(.signalDelivered(initiatedEventId: 5, target: target))
        #expect(machine.received(right, at: Self.at(1)).events.count == 2)
        #expect(machine.received(right, at: Self.at(1)).isEmpty)
    }

    @Test func `5.9 an execution may signal itself`() {
        let text = """
            > start
            > poll
            > decide SignalExternalWorkflowExecution w hello
            > deliver
            > deliver
            """
        #expect(
            Script.replay(text).hasSuffix(
                """
                > deliver
                6 WorkflowExecutionSignaled externalInitiated=5 external=w/r1 signal=hello
                7 DecisionTaskScheduled taskList=main
                > deliver
                8 ExternalWorkflowExecutionSignaled initiated=5 execution=w/r1
                """
            )
        )
    }

    @Test func `5.9 a run that closed before the message came answers that it is unknown`() throws {
        var machine = try Self.machine(["CompleteWorkflowExecution"])
        let message = OutboxMessage(
            from: Fixtures.identity("s", run: "s1"),
            toWorkflowId: "w",
            toRunId: "r1",
            body: .signal(name: "hello", input: nil, initiatedEventId: 9)
        )
        let transition = machine.received(message, at: Self.at(1))
        #expect(transition.events == [])
        #expect(transition.effects == message.undeliverable.map { [.send($0)] })
        #expect(message.undeliverable?.toRunId == "s1")
    }

    @Test func `5.14 a list given without a timeout stays; one with a timeout is tried for a while`() throws {
        var machine = try Self.machine(["[list=second]", "[list=host listTimeout=5]"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Self.at(0))
        #expect(machine.state.offeredTasks.map(\.taskList) == ["host"])
        #expect(machine.nextDeadline == Self.at(5))
        let transition = try Self.deadline(of: &machine, at: Self.at(5))
        #expect(transition.events.map(\.eventType) == [.decisionTaskTimedOut, .decisionTaskScheduled])
        // Back to the list that was given to stay, not to that of the start.
        #expect(machine.state.offeredTasks.map(\.taskList) == ["second"])
        #expect(machine.state.configuration.taskList.name == "main")
    }

    @Test func `5.14 the temporary list lapses too when its decider does not answer`() throws {
        var machine = try Self.machine(["[list=host listTimeout=5]"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Self.at(0))
        try Self.poll(&machine, at: Self.at(1))
        // It was taken in time: only the decider's own clock runs now.
        #expect(machine.nextDeadline == Self.at(31))
        _ = try machine.signaled(name: "t", input: nil, from: nil, at: Self.at(2))
        _ = machine.deadlineReached(at: Self.at(31))
        // The queued task was written for the temporary list; nobody may be there to take it.
        #expect(machine.state.offeredTasks.map(\.taskList) == ["main"])
        #expect(machine.state.offeredTasks.map(\.scheduledEventId) == [9])
    }

    @Test func `5.14 a queued task waits for a decider from the moment it comes into its list`() throws {
        var machine = try Self.machine(["[list=host listTimeout=5]"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Self.at(0))
        try Self.poll(&machine, at: Self.at(1))
        _ = try machine.signaled(name: "t", input: nil, from: nil, at: Self.at(2))
        try Self.decide("", on: &machine, at: Self.at(20))
        #expect(machine.state.offeredTasks.map(\.scheduledAt) == [Self.at(20)])
        #expect(machine.nextDeadline == Self.at(25))
    }

    @Test func `5.14 a timeout without a list says nothing`() throws {
        var machine = try Self.machine(["[listTimeout=5]"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Self.at(0))
        #expect(machine.state.offeredTasks.map(\.taskList) == ["main"])
        #expect(machine.nextDeadline == Self.at(100_000))
    }

    @Test func `8.1 a full history is closed by its last event`() throws {
        var limits = Limits()
        limits.eventsPerExecution = 8
        var (machine, _) = ExecutionMachine.start(
            Fixtures.started(childPolicy: .requestCancel),
            identity: Fixtures.identity(),
            limits: limits,
            at: Self.at(0)
        )
        try Self.poll(&machine)
        let transition = try Self.decide(
            "StartTimer t 5; ScheduleActivityTask a; RecordMarker m; RecordMarker n; RecordMarker o",
            on: &machine
        )
        #expect(machine.state.lastEventId == 8)
        #expect(
            transition.events.last?.attributes
                == .workflowExecutionTerminated(.init(cause: .eventLimitExceeded, childPolicy: .requestCancel))
        )
        #expect(
            transition.effects.suffix(2) == [.withdraw(kind: .activity, scheduledEventId: 6), .closed(.terminated)]
        )
    }

    @Test func `8.1 event 25,000 is the last`() throws {
        var machine = try Self.machine()
        try Self.poll(&machine)
        let markers = Array(repeating: Decision.recordMarker(.init(markerName: "m")), count: 24_994)
        _ = try machine.decisionTaskCompleted(
            scheduledEventId: 2,
            startedEventId: 3,
            RespondDecisionTaskCompletedInput(decisions: markers, taskToken: "token"),
            context: Fixtures.context(),
            at: Self.at(0)
        )
        #expect(machine.state.lastEventId == 24_998)
        let signal = try machine.signaled(name: "s", input: nil, from: nil, at: Self.at(1))
        #expect(signal.events.map(\.eventType) == [.workflowExecutionSignaled, .workflowExecutionTerminated])
        #expect(machine.state.lastEventId == 25_000)
        #expect(machine.state.close?.status == .terminated)
    }

    @Test func `8.1 a hand-out that would fill the history ends the execution instead`() throws {
        var limits = Limits()
        limits.eventsPerExecution = 3
        var (machine, _) = ExecutionMachine.start(
            Fixtures.started(),
            identity: Fixtures.identity(),
            limits: limits,
            at: Self.at(0)
        )
        let transition = try machine.decisionTaskStarted(scheduledEventId: 2, identity: nil, at: Self.at(0))
        #expect(transition.events.map(\.eventType) == [.workflowExecutionTerminated])
        #expect(transition.effects == [.withdraw(kind: .decision, scheduledEventId: 2), .closed(.terminated)])
        #expect(!machine.state.isOpen)
    }

    @Test func `8.1 a close may take the last place of a full history`() throws {
        var limits = Limits()
        limits.eventsPerExecution = 5
        var (machine, _) = ExecutionMachine.start(
            Fixtures.started(),
            identity: Fixtures.identity(),
            limits: limits,
            at: Self.at(0)
        )
        try Self.poll(&machine)
        try Self.decide("CompleteWorkflowExecution", on: &machine)
        #expect(machine.state.close?.status == .completed)
    }

    @Test func `1.4 a clock that steps back does not take the history with it`() throws {
        var machine = try Self.machine()
        let transition = try machine.signaled(name: "s", input: nil, from: nil, at: Self.at(-60))
        #expect(transition.events.first?.eventTimestamp == Self.at(0))
    }

    @Test func `a snapshot of the state is the state`() throws {
        var machine = try Self.machine([
            "ScheduleActivityTask a heartbeat=5; ScheduleActivityTask b; StartTimer t 5; StartTimer u 6; "
                + "StartChildWorkflowExecution c; SignalExternalWorkflowExecution x s; ScheduleLambdaFunction f",
            "[list=host listTimeout=5 context=k] CancelTimer t",
        ])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Self.at(1))
        _ = try machine.activityTaskHeartbeat(scheduledEventId: 5, startedEventId: 17, details: "d", at: Self.at(1))
        let state = try JSONDecoder().decode(ExecutionState.self, from: JSONEncoder().encode(machine.state))
        #expect(state == machine.state)
        let heartbeats = try JSONDecoder().decode(Heartbeats.self, from: JSONEncoder().encode(machine.heartbeats))
        #expect(heartbeats == machine.heartbeats)
        #expect(ExecutionMachine(state: state, heartbeats: heartbeats).nextDeadline == machine.nextDeadline)
    }

    @Test func `events that do not fit are noted and never trap`() {
        let completed = HistoryEvent.Attributes.activityTaskCompleted(.init(scheduledEventId: 9, startedEventId: 8))
        var state = ExecutionState(identity: Fixtures.identity())
        state.apply(HistoryEvent(eventId: 5, eventTimestamp: Self.at(0), attributes: completed))
        #expect(state.inconsistency == "Event 5 follows event 0.")
        #expect(state.lastEventId == 0)
        state = ExecutionState(identity: Fixtures.identity())
        state.apply(HistoryEvent(eventId: 1, eventTimestamp: Self.at(0), attributes: completed))
        #expect(state.inconsistency == "Event 1 names activity task 9, which is not open.")
        #expect(state.lastEventId == 1)
    }
}

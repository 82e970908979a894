import SWFModel
import Testing
import WorkflowCore

/// Which events schedule a decision task, and which do not (swf-spec.md 5.2, swf-observed.md S6 and S7).
@Suite struct DecisionStimulusTests {
    @Test(arguments: Stimulus.all)
    func `a stimulus schedules a decision task in its own transaction`(stimulus: Stimulus) throws {
        var machine = try stimulus.idle()
        let transition = try stimulus.happen(&machine)
        #expect(transition.events.map(\.eventType) == [stimulus.event, .decisionTaskScheduled])
        #expect(Set(transition.events.map(\.eventTimestamp)) == [Stimulus.moment])
        #expect(machine.state.offeredTasks.last?.scheduledEventId == machine.state.lastEventId)
    }

    @Test(arguments: Stimulus.all)
    func `a stimulus adds no second decision task while one waits`(stimulus: Stimulus) throws {
        var machine = try stimulus.scheduled()
        let waiting = machine.state.decisionTask
        let transition = try stimulus.happen(&machine)
        #expect(transition.events.map(\.eventType) == [stimulus.event])
        #expect(machine.state.decisionTask == waiting)
    }

    /// Inputs whose events ask for nothing.
    private static let quiet: [(event: EventType, opening: String, input: Input)] = [
        (.activityTaskStarted, "ScheduleActivityTask a", .work),
        (.lambdaFunctionStarted, "ScheduleLambdaFunction f", .call),
        (
            .activityTaskCancelRequested, "ScheduleActivityTask a",
            .decide("RequestCancelActivityTask a", afterWork: true)
        ),
        (.timerCanceled, "StartTimer t 100", .decide("CancelTimer t")),
        (.activityTaskScheduled, "", .decide("ScheduleActivityTask a")), (.timerStarted, "", .decide("StartTimer t 0")),
        (.markerRecorded, "", .decide("RecordMarker m")),
        (.startChildWorkflowExecutionInitiated, "", .decide("StartChildWorkflowExecution c")),
        (.signalExternalWorkflowExecutionInitiated, "", .decide("SignalExternalWorkflowExecution x s")),
        (.requestCancelExternalWorkflowExecutionInitiated, "", .decide("RequestCancelExternalWorkflowExecution x")),
        (.lambdaFunctionScheduled, "", .decide("ScheduleLambdaFunction f")), (.decisionTaskCompleted, "", .decide("")),
    ]

    enum Input: Sendable {
        case work
        case call
        case decide(String, afterWork: Bool = false)
    }

    @Test(arguments: quiet)
    func `what the decider itself did, and starts, schedule none`(
        event: EventType,
        opening: String,
        input: Input
    ) throws {
        let started = Fixtures.started(lambdaRole: "role")
        let context = Fixtures.context(callsLambdaFunctions: true)
        var machine = try Rule.deciding(started)
        try Rule.decide(DecisionText.answer(opening).decisions ?? [], on: &machine, context: context)
        var transition: Transition
        switch input {
        case .work: transition = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(1))
        case .call: transition = machine.lambdaFunctionStarted(scheduledEventId: 5, at: Rule.at(1)).transition
        case .decide(let line, let afterWork):
            if afterWork { _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(1)) }
            _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(1))
            try Rule.poll(&machine)
            transition = try Rule.decide(DecisionText.answer(line).decisions ?? [], on: &machine, context: context)
        }
        #expect(transition.events.last?.eventType == event)
        #expect(machine.state.decisionTask == .idle)
    }

    @Test func `a heartbeat writes nothing at all`() throws {
        var machine = try Rule.machine(["ScheduleActivityTask a"])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
        let beat = try machine.activityTaskHeartbeat(
            scheduledEventId: 5,
            startedEventId: 6,
            details: "d",
            at: Rule.at(1)
        )
        #expect(beat.transition.events == [])
        #expect(machine.state.decisionTask == .idle)
    }

    @Test func `a decision task that timed out is scheduled again`() throws {
        var machine = try Rule.deciding()
        let transition = try Rule.deadline(of: &machine, at: Rule.at(30))
        #expect(transition.events.map(\.eventType) == [.decisionTaskTimedOut, .decisionTaskScheduled])
    }

    /// Every event type is in one of the tables here or in that of the failures.
    @Test func `the 54 event types are told apart as the specification does`() {
        let failures: Set<EventType> = Set(EventType.allCases.filter(FailureCauseTests.tellsOfADecision))
        let loud = Set(Stimulus.all.map(\.event)).union(failures).union([
            .workflowExecutionStarted, .decisionTaskTimedOut,
        ])
        let silent = Set(Self.quiet.map(\.event)).union([.decisionTaskScheduled, .decisionTaskStarted])
            .union(EventType.allCases.filter { $0.closeStatus != nil })
        #expect(EventType.allCases.count == 54)
        #expect(loud.union(silent) == Set(EventType.allCases))
        #expect(loud.intersection(silent) == [])
        #expect(Set(EventType.allCases.filter(\.needsDecision)) == loud)
    }
}

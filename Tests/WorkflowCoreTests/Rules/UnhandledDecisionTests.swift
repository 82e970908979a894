import SWFModel
import Testing
import WorkflowCore

/// UNHANDLED_DECISION: a close fails while there is an event that the decider has not seen (swf-spec.md 3.1, swf-observed.md D2).
@Suite struct UnhandledDecisionTests {
    @Test(arguments: Rule.closes)
    func `3.1 a close fails while an event is unseen, and schedules nothing`(close: Decision) throws {
        var machine = try Rule.deciding()
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Fixtures.start)
        let transition = try Rule.decide([.recordMarker(.init(markerName: "m")), close], on: &machine)
        #expect(transition.events.map(\.eventType.rawValue).dropFirst(2).first?.hasSuffix("Failed") == true)
        #expect(transition.events.count == 3)
        #expect(machine.state.isOpen)
        // The task that the signal scheduled is offered now.
        #expect(machine.state.offeredTasks.map(\.scheduledEventId) == [5])
    }

    @Test(arguments: Rule.closes)
    func `3.1 what the same list caused does not hold its close back`(close: Decision) throws {
        var machine = try Rule.deciding()
        _ = try Rule.decide(
            [
                .cancelTimer(.init(timerId: "x")), Rule.activity(), .requestCancelActivityTask(.init(activityId: "a")),
                close,
            ],
            on: &machine
        )
        #expect(!machine.state.isOpen)
    }

    @Test(arguments: Rule.closes)
    func `what stands before the close in its list stays done`(close: Decision) throws {
        var machine = try Rule.deciding()
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Fixtures.start)
        let transition = try Rule.decide(
            [.startTimer(.init(startToFireTimeout: "5", timerId: "t")), Rule.activity(), close],
            on: &machine
        )
        #expect(transition.events.dropFirst().prefix(2).map(\.eventType) == [.timerStarted, .activityTaskScheduled])
        #expect(machine.state.openCounts.openTimers == 1)
        #expect(machine.state.openCounts.openActivityTasks == 1)
    }

    @Test(arguments: Rule.closes)
    func `an event that came before the poll is no unhandled one`(close: Decision) throws {
        var machine = try Rule.machine([""])
        _ = try machine.signaled(name: "one", input: nil, from: nil, at: Rule.at(1))
        _ = try machine.signaled(name: "two", input: nil, from: nil, at: Rule.at(2))
        try Rule.poll(&machine, at: Rule.at(3))
        try Rule.decide([close], on: &machine)
        #expect(!machine.state.isOpen)
    }

    @Test func `a started activity is no event that asks for a decision`() throws {
        var machine = try Rule.machine(["ScheduleActivityTask a"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        try Rule.poll(&machine)
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(1))
        try Rule.decide("CompleteWorkflowExecution", on: &machine)
        #expect(machine.state.close?.status == .completed)
    }
}

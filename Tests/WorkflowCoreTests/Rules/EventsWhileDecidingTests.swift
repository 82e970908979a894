import SWFModel
import Testing
import WorkflowCore

/// Events that arrive while a decider works are appended at once, and queue one further decision task (swf-spec.md 5.1,
/// swf-observed.md S4).
@Suite struct EventsWhileDecidingTests {
    @Test(arguments: Stimulus.all)
    func `an event is appended at once, with the decision task for it right behind`(stimulus: Stimulus) throws {
        var machine = try stimulus.deciding()
        let started = machine.state.startedDecisionTask.started
        let transition = try stimulus.happen(&machine)
        #expect(transition.events.map(\.eventType) == [stimulus.event, .decisionTaskScheduled])
        #expect(transition.events.map(\.eventId) == [started + 1, started + 2])
        #expect(!machine.state.offeredTasks.contains { $0.kind == .decision }, "nobody gets it before the answer")
        #expect(machine.state.openCounts.openDecisionTasks == 1)
    }

    @Test(arguments: Stimulus.all)
    func `further events queue no further task, and the queued one comes after the answer without an event`(
        stimulus: Stimulus
    ) throws {
        var machine = try stimulus.deciding()
        _ = try machine.signaled(name: "first", input: nil, from: nil, at: Rule.at(1))
        let queued = machine.state.lastEventId
        #expect(try stimulus.happen(&machine).events.map(\.eventType) == [stimulus.event])
        let answer = try Rule.decide("", on: &machine, at: Stimulus.moment)
        #expect(answer.events.map(\.eventType) == [.decisionTaskCompleted])
        #expect(machine.state.offeredTasks.map(\.scheduledEventId) == [queued])
        // The next task is started by an event after all of that.
        try Rule.poll(&machine, at: Stimulus.moment)
        #expect(machine.state.startedDecisionTask == (queued, answer.events[0].eventId + 1))
    }

    @Test(arguments: Stimulus.all)
    func `what came while a decider worked outlives its time`(stimulus: Stimulus) throws {
        var machine = try stimulus.idle()
        _ = try machine.signaled(name: "before", input: nil, from: nil, at: Rule.at(0))
        try Rule.poll(&machine)
        _ = try stimulus.happen(&machine)
        let queued = machine.state.lastEventId
        // The decider's clock is written in the events; without one it never answers.
        let timedOut = HistoryEvent(
            eventId: queued + 1,
            eventTimestamp: Stimulus.moment,
            attributes: .decisionTaskTimedOut(
                .init(
                    scheduledEventId: machine.state.startedDecisionTask.scheduled,
                    startedEventId: machine.state.startedDecisionTask.started,
                    timeoutType: .startToClose
                )
            )
        )
        var state = machine.state
        state.apply(timedOut)
        #expect(state.offeredTasks.map(\.scheduledEventId) == [queued])
        #expect(state.inconsistency == nil)
    }

    @Test(arguments: Stimulus.all, Rule.closes)
    func `UNHANDLED_DECISION for every kind of event and every close`(stimulus: Stimulus, close: Decision) throws {
        var machine = try stimulus.deciding()
        _ = try stimulus.happen(&machine)
        let queued = machine.state.lastEventId
        let transition = try Rule.decide([close], on: &machine)
        #expect(
            transition.events.map(\.eventType.rawValue) == [
                "DecisionTaskCompleted", "\(close.decisionType.rawValue)Failed",
            ]
        )
        #expect(machine.state.isOpen)
        #expect(machine.state.offeredTasks.map(\.scheduledEventId) == [queued])
    }
}

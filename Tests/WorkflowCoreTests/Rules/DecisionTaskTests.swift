import SWFModel
import Testing
import WorkflowCore

/// Decision tasks: one at a time, and at most one behind it (swf-spec.md 5.1).
@Suite struct DecisionTaskTests {
    @Test func `5.1 previousStartedEventId is that of the latest answered task, not of one that timed out`() throws {
        var machine = try Rule.machine()
        #expect(machine.state.previousStartedEventId == 0)
        try Rule.poll(&machine)
        #expect(machine.state.previousStartedEventId == 0)
        _ = machine.deadlineReached(at: Rule.at(30))
        try Rule.poll(&machine, at: Rule.at(30))
        #expect(machine.state.previousStartedEventId == 0)
        try Rule.decide("", on: &machine, at: Rule.at(31))
        #expect(machine.state.previousStartedEventId == 6)
    }

    @Test func `5.1 a decision task is offered once, with the execution's priority`() throws {
        let (machine, transition) = ExecutionMachine.start(
            Fixtures.started(taskPriority: "-5"),
            identity: Fixtures.identity(),
            at: Rule.at(0)
        )
        let offer = OfferedTask(
            kind: .decision,
            taskList: "main",
            priority: -5,
            scheduledEventId: 2,
            scheduledAt: Rule.at(0)
        )
        #expect(transition.effects == [.offer(offer)])
        #expect(machine.state.offeredTasks == [offer])
    }

    @Test func `5.1 the queued task is offered when the started one is answered or times out`() throws {
        for isAnswered in [true, false] {
            var machine = try Rule.machine()
            try Rule.poll(&machine)
            let signal = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(1))
            #expect(signal.events.map(\.eventType) == [.workflowExecutionSignaled, .decisionTaskScheduled])
            #expect(signal.effects == [])
            #expect(machine.state.openCounts.openDecisionTasks == 1)
            let end =
                isAnswered
                ? try Rule.decide("", on: &machine, at: Rule.at(2))
                : try Rule.deadline(of: &machine, at: Rule.at(30))
            #expect(end.events.count == 1)
            #expect(machine.state.offeredTasks.map(\.scheduledEventId) == [5])
            #expect(end.effects == machine.state.offeredTasks.map { .offer($0) })
        }
    }
}

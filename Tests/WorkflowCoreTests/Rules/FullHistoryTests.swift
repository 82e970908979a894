import SWFModel
import Testing
import WorkflowCore

/// A full history (swf-spec.md 8.1, swf-observed.md E12).
@Suite struct FullHistoryTests {
    @Test func `8.1 a full history is closed by its last event`() throws {
        var limits = Limits()
        limits.eventsPerExecution = 8
        var (machine, _) = ExecutionMachine.start(
            Fixtures.started(childPolicy: .requestCancel),
            identity: Fixtures.identity(),
            limits: limits,
            at: Rule.at(0)
        )
        try Rule.poll(&machine)
        let transition = try Rule.decide(
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
        var machine = try Rule.machine()
        try Rule.poll(&machine)
        let markers = Array(repeating: Decision.recordMarker(.init(markerName: "m")), count: 24_994)
        _ = try machine.decisionTaskCompleted(
            scheduledEventId: 2,
            startedEventId: 3,
            RespondDecisionTaskCompletedInput(decisions: markers, taskToken: "token"),
            context: Fixtures.context(),
            at: Rule.at(0)
        )
        #expect(machine.state.lastEventId == 24_998)
        let signal = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(1))
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
            at: Rule.at(0)
        )
        let transition = try machine.decisionTaskStarted(scheduledEventId: 2, identity: nil, at: Rule.at(0))
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
            at: Rule.at(0)
        )
        try Rule.poll(&machine)
        try Rule.decide("CompleteWorkflowExecution", on: &machine)
        #expect(machine.state.close?.status == .completed)
    }

    @Test func `8.1 late news of a child cannot go past the end of a full history`() throws {
        var machine = try Rule.machine(["StartChildWorkflowExecution c"])
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
        let transition = machine.received(message, at: Rule.at(1))
        #expect(
            transition.events.map(\.eventType) == [.childWorkflowExecutionStarted, .workflowExecutionTerminated]
        )
        #expect(machine.state.inconsistency == nil)
    }
}

import SWFModel
import Testing
import WorkflowCore

/// A close writes nothing for what is open, and a closed execution takes nothing (swf-spec.md 5.11, swf-observed.md D3).
@Suite struct ClosedExecutionTests {
    @Test(arguments: Rule.closes)
    func `3.1 what is open never holds a close back`(close: Decision) throws {
        var machine = try Rule.deciding()
        let opened: [Decision] = [
            Rule.activity(), .startTimer(.init(startToFireTimeout: "5", timerId: "t")),
            .startChildWorkflowExecution(.init(workflowId: "c", workflowType: Fixtures.workflowType)),
        ]
        let transition = try Rule.decide(opened + [close], on: &machine)
        #expect(transition.events.last?.eventType.closeStatus != nil)
        #expect(machine.state.openCounts.openActivityTasks == 1)
        #expect(machine.state.openCounts.openTimers == 1)
        #expect(transition.effects.contains(.withdraw(kind: .activity, scheduledEventId: 5)))
    }

    @Test func `5.11 a closed execution refuses everything by its name`() throws {
        var machine = try Rule.machine(["ScheduleActivityTask a"])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
        _ = try machine.terminated(
            reason: nil,
            details: nil,
            childPolicy: nil,
            cause: .operatorInitiated,
            at: Rule.at(0)
        )
        let closed = machine
        let fault = Fault(.unknownResource, "Unknown execution: WorkflowExecution=[workflowId=w, runId=r1]")
        #expect(throws: fault) { try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(1)) }
        #expect(throws: fault) { try machine.cancelRequested(from: nil, cause: nil, at: Rule.at(1)) }
        #expect(throws: fault) {
            try machine.terminated(
                reason: nil,
                details: nil,
                childPolicy: nil,
                cause: .operatorInitiated,
                at: Rule.at(1)
            )
        }
        #expect(throws: fault) {
            try machine.activityTaskCompleted(scheduledEventId: 5, startedEventId: 6, result: nil, at: Rule.at(1))
        }
        #expect(throws: fault) {
            try machine.activityTaskHeartbeat(scheduledEventId: 5, startedEventId: 6, details: nil, at: Rule.at(1))
        }
        #expect(throws: fault) { try machine.decisionTaskStarted(scheduledEventId: 2, identity: nil, at: Rule.at(1)) }
        #expect(throws: fault) { try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(1)) }
        #expect(throws: fault) { try Rule.decide("", on: &machine) }
        #expect(machine.nextDeadline == nil)
        #expect(machine.deadlineReached(at: Timestamp(milliseconds: .max)) == nil)
        #expect(machine == closed)
        #expect(machine.state.openCounts.openActivityTasks == 1)
        #expect(machine.state.openCounts.openDecisionTasks == 0)
    }

    @Test func `5.6 a termination records the policy that counted`() throws {
        for (given, wanted) in [(nil, ChildPolicy.terminate), (.abandon, .abandon)] as [(ChildPolicy?, ChildPolicy)] {
            var machine = try Rule.machine()
            let transition = try machine.terminated(
                reason: "r",
                details: "d",
                childPolicy: given,
                cause: .operatorInitiated,
                at: Rule.at(1)
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

    /// Every way of closing, over everything that can be open.
    @Test(
        arguments: [
            "CompleteWorkflowExecution", "FailWorkflowExecution", "CancelWorkflowExecution",
            "ContinueAsNewWorkflowExecution", "terminate", "time out",
        ]
    )
    func `closing writes its own event and none for what is open`(close: String) throws {
        let opening = """
            ScheduleActivityTask waits; ScheduleActivityTask held; StartTimer t 9999; StartChildWorkflowExecution c; \
            SignalExternalWorkflowExecution x s; RequestCancelExternalWorkflowExecution x; ScheduleLambdaFunction f
            """
        var machine = try Rule.deciding(
            Fixtures.started(executionTimeout: "20", taskTimeout: "NONE", lambdaRole: "role")
        )
        let context = Fixtures.context(callsLambdaFunctions: true)
        try Rule.decide(DecisionText.answer(opening).decisions ?? [], on: &machine, context: context)
        _ = try machine.activityTaskStarted(scheduledEventId: 6, identity: nil, at: Rule.at(0))
        _ = machine.lambdaFunctionStarted(scheduledEventId: 11, at: Rule.at(0))
        let transition: Transition
        switch close {
        case "terminate":
            transition = try machine.terminated(
                reason: nil,
                details: nil,
                childPolicy: nil,
                cause: .operatorInitiated,
                at: Rule.at(1)
            )
            #expect(transition.events.count == 1)
        case "time out":
            transition = try Rule.deadline(of: &machine, at: Rule.at(20))
            #expect(transition.events.count == 1)
        default:
            _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(1))
            try Rule.poll(&machine, at: Rule.at(1))
            transition = try Rule.decide(close, on: &machine, at: Rule.at(1))
            #expect(transition.events.count == 2)
        }
        #expect(transition.events.last?.eventType.closeStatus != nil)
        #expect(machine.state.offeredTasks == [])
        #expect(transition.effects.contains(.withdraw(kind: .activity, scheduledEventId: 5)))
        let after = machine.state.lastEventId
        // What comes late for anything that was open writes nothing.
        _ = machine.lambdaFunctionCompleted(scheduledEventId: 11, result: nil, at: Rule.at(30))
        _ = machine.deadlineReached(at: Rule.at(100_000))
        #expect(machine.state.lastEventId == after)
    }
}

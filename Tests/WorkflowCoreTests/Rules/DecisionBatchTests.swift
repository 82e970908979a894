import SWFModel
import Testing
import WorkflowCore

/// A list of decisions is one transaction, carried out in order (swf-spec.md 3.1, swf-observed.md D4).
@Suite struct DecisionBatchTests {
    @Test func `3.1 each decision sees what the ones before it did`() throws {
        var machine = try Rule.deciding()
        let transition = try Rule.decide(
            [
                .startTimer(.init(startToFireTimeout: "5", timerId: "t")), .cancelTimer(.init(timerId: "t")),
                .startTimer(.init(startToFireTimeout: "5", timerId: "t")), Rule.activity(),
                Rule.activity(),
            ],
            on: &machine
        )
        #expect(
            transition.events.map(\.eventType) == [
                .decisionTaskCompleted, .timerStarted, .timerCanceled, .timerStarted, .activityTaskScheduled,
                .scheduleActivityTaskFailed, .decisionTaskScheduled,
            ]
        )
    }

    @Test func `3.1 a list with failed decisions schedules exactly one decision task, last`() throws {
        var machine = try Rule.deciding()
        let transition = try Rule.decide(
            [
                .cancelTimer(.init(timerId: "x")), .requestCancelActivityTask(.init(activityId: "x")),
                .recordMarker(.init(markerName: "m")),
            ],
            on: &machine
        )
        #expect(transition.events.count { $0.eventType == .decisionTaskScheduled } == 1)
        #expect(transition.events.last?.eventType == .decisionTaskScheduled)
        #expect(Set(transition.events.map(\.eventTimestamp)).count == 1)
    }

    @Test(
        arguments: [
            [], [.recordMarker(.init(markerName: "m"))], [.startTimer(.init(startToFireTimeout: "0", timerId: "t"))],
            [Rule.activity()],
            [.signalExternalWorkflowExecution(.init(signalName: "s", workflowId: "x"))],
            [.requestCancelExternalWorkflowExecution(.init(workflowId: "x"))],
            [.startChildWorkflowExecution(.init(workflowId: "c", workflowType: Fixtures.workflowType))],
            [.scheduleLambdaFunction(.init(id: "f", name: "f"))],
        ] as [[Decision]]
    )
    func `3.1 a list that succeeds schedules no decision task`(decisions: [Decision]) throws {
        var machine = try Rule.deciding()
        let transition = try Rule.decide(decisions, on: &machine)
        #expect(!transition.events.contains { $0.eventType == .decisionTaskScheduled })
        #expect(transition.events.count == decisions.count + 1)
    }
}

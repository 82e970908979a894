import SWFModel
import Testing
import WorkflowCore

/// The limits on what is open, and what a deprecated domain refuses (swf-spec.md 8.1 and 6.2).
@Suite struct OpenLimitsTests {
    @Test func `8.1 the limits on open activity tasks, timers and children are causes`() throws {
        var limits = Limits()
        limits.openActivityTasks = 2
        limits.openTimers = 1
        limits.openChildren = 1
        var machine = try Rule.deciding()
        let child = { Decision.startChildWorkflowExecution(.init(workflowId: $0, workflowType: Fixtures.workflowType)) }
        let transition = try Rule.decide(
            [
                Rule.activity("a"), Rule.activity("b"), Rule.activity("c"),
                .startTimer(.init(startToFireTimeout: "5", timerId: "t")),
                .startTimer(.init(startToFireTimeout: "5", timerId: "u")), child("c1"), child("c2"),
            ],
            on: &machine,
            context: Fixtures.context(limits: limits)
        )
        let causes = transition.events.compactMap { event -> String? in
            switch event.attributes {
            case .scheduleActivityTaskFailed(let attributes): attributes.cause.rawValue
            case .startTimerFailed(let attributes): attributes.cause.rawValue
            case .startChildWorkflowExecutionFailed(let attributes): attributes.cause.rawValue
            default: nil
            }
        }
        #expect(
            causes == [
                "OPEN_ACTIVITIES_LIMIT_EXCEEDED", "OPEN_TIMERS_LIMIT_EXCEEDED", "OPEN_CHILDREN_LIMIT_EXCEEDED",
            ]
        )
    }

    @Test func `8.1 a child is refused when the domain has too many open executions`() throws {
        var machine = try Rule.deciding()
        let transition = try Rule.decide(
            [.startChildWorkflowExecution(.init(workflowId: "c", workflowType: Fixtures.workflowType))],
            on: &machine,
            context: Fixtures.context(openExecutions: 100_000)
        )
        guard case .startChildWorkflowExecutionFailed(let attributes) = transition.events[1].attributes else {
            Issue.record("\(transition.events)")
            return
        }
        #expect(attributes.cause == .openWorkflowsLimitExceeded)
        #expect(attributes.initiatedEventId == 0)
    }

    @Test func `6.2 a deprecated domain takes no new activities and children`() throws {
        var machine = try Rule.deciding()
        let transition = try Rule.decide(
            [
                Rule.activity(),
                .startChildWorkflowExecution(.init(workflowId: "c", workflowType: Fixtures.workflowType)),
            ],
            on: &machine,
            context: Fixtures.context(isDomainDeprecated: true)
        )
        #expect(
            transition.events.map(\.eventType).dropFirst() == [
                .scheduleActivityTaskFailed, .startChildWorkflowExecutionFailed, .decisionTaskScheduled,
            ]
        )
    }
}

import MartletTesting
import SWFModel
import Testing

@testable import WorkflowCore

/// The core counts down what it was allowed and gives back what is left; it knows no seconds.
@Suite struct AllowanceTests {
    private func answer(
        _ decisions: [Decision],
        _ allowance: DecisionAllowance?
    ) throws -> (machine: ExecutionMachine, transition: Transition) {
        var (machine, _) = ExecutionMachine.start(
            Fixtures.started(),
            identity: Fixtures.identity(),
            at: Fixtures.start
        )
        _ = try machine.decisionTaskStarted(scheduledEventId: 2, identity: nil, at: Fixtures.start)
        var context = Fixtures.context()
        context.allowance = allowance
        let transition = try machine.decisionTaskCompleted(
            scheduledEventId: 2,
            startedEventId: 3,
            .init(decisions: decisions, taskToken: "t"),
            context: context,
            at: Fixtures.start
        )
        return (machine, transition)
    }

    private func timer(_ id: String) -> Decision { .startTimer(.init(startToFireTimeout: "5", timerId: id)) }

    private func activity(_ id: String, on list: String? = nil) -> Decision {
        .scheduleActivityTask(
            .init(
                activityId: id,
                activityType: Fixtures.activityType,
                taskList: list.map { TaskList(name: $0) }
            )
        )
    }

    @Test func `without an allowance anything goes, and nothing is given back`() throws {
        let (_, transition) = try answer((0..<900).map { timer("\($0)") }, nil)
        #expect(transition.allowance == nil)
        #expect(transition.events.count { $0.eventType == .timerStarted } == 900)
    }

    @Test func `what is used is what was given less what is left`() throws {
        let given = DecisionAllowance(
            decisions: [.startTimer: 5, .scheduleActivityTask: 3, .startChildWorkflowExecution: 1],
            activityTasks: ["work": 9, "narrow": 1]
        )
        let (_, transition) = try answer(
            [
                timer("a"), timer("a"), timer("b"), activity("1"), activity("2", on: "narrow"),
                activity("3", on: "narrow"), activity("4", on: "elsewhere"), activity("5"),
            ],
            given
        )
        #expect(
            transition.allowance
                == DecisionAllowance(
                    decisions: [.startTimer: 3, .scheduleActivityTask: 0, .startChildWorkflowExecution: 1],
                    activityTasks: ["work": 8, "narrow": 0]
                )
        )
        let failures = transition.events.compactMap { event -> String? in
            switch event.attributes {
            case .startTimerFailed(let failed): "\(failed.timerId) \(failed.cause.rawValue)"
            case .scheduleActivityTaskFailed(let failed): "\(failed.activityId) \(failed.cause.rawValue)"
            default: nil
            }
        }
        #expect(
            failures == [
                "a TIMER_ID_ALREADY_IN_USE", "3 ACTIVITY_CREATION_RATE_EXCEEDED", "5 ACTIVITY_CREATION_RATE_EXCEEDED",
            ]
        )
    }

    @Test func `the history says all: it folds to the state, and the same input gives the same`() throws {
        let given = DecisionAllowance(decisions: [
            .signalExternalWorkflowExecution: 1, .requestCancelExternalWorkflowExecution: 0,
        ])
        let decisions: [Decision] = [
            .signalExternalWorkflowExecution(.init(signalName: "s", workflowId: "x")),
            .signalExternalWorkflowExecution(.init(signalName: "s", workflowId: "x")),
            .requestCancelExternalWorkflowExecution(.init(workflowId: "x")),
        ]
        let first = try answer(decisions, given)
        let second = try answer(decisions, given)
        #expect(first.transition == second.transition)
        #expect(first.machine == second.machine)
        #expect(
            first.transition.events.map(\.eventType) == [
                .decisionTaskCompleted, .signalExternalWorkflowExecutionInitiated,
                .signalExternalWorkflowExecutionFailed, .requestCancelExternalWorkflowExecutionFailed,
                .decisionTaskScheduled,
            ]
        )
        #expect(first.machine.state.inconsistency == nil)
        #expect(first.transition.effects.count { if case .send = $0 { true } else { false } } == 1)
    }
}

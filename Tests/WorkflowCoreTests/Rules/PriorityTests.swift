import SWFModel
import Testing
import WorkflowCore

/// Where priorities come from, and which tasks they are of (swf-spec.md 5.12 and 6.3).
@Suite struct PriorityTests {
    private static let context: DecisionContext = {
        var activity = Fixtures.activityDefaults
        activity.defaultTaskPriority = "4"
        var workflow = Fixtures.workflowDefaults
        workflow.defaultTaskPriority = "0"
        return DecisionContext(
            activityType: { [activity] type in
                let configuration = type.name == "Plain" ? Fixtures.activityDefaults : activity
                return RegisteredType(status: .registered, configuration: configuration)
            },
            workflowType: { [workflow] _ in RegisteredType(status: .registered, configuration: workflow) },
            newRunId: "r2"
        )
    }()

    private func decide(_ line: String) throws -> Transition {
        var machine = try Rule.deciding(Fixtures.started(taskPriority: "9"))
        return try Rule.decide(DecisionText.answer(line).decisions ?? [], on: &machine, context: Self.context)
    }

    @Test(
        arguments: [
            ("ScheduleActivityTask a priority=-2147483648", "-2147483648", -2_147_483_648),
            ("ScheduleActivityTask a priority=2147483647", "2147483647", 2_147_483_647),
            ("ScheduleActivityTask a", "4", 4), ("ScheduleActivityTask a type=Plain", nil, 0),
        ] as [(String, String?, Int)]
    )
    func `an activity's priority is the decision's, else its type's, never the execution's`(
        line: String,
        written: String?,
        counts: Int
    ) throws {
        let transition = try decide(line)
        guard case .activityTaskScheduled(let scheduled) = transition.events[1].attributes,
            case .offer(let offer)? = transition.effects.first
        else {
            Issue.record("\(transition)")
            return
        }
        #expect(scheduled.taskPriority == written, "a member that nobody set is left out")
        #expect(offer.priority == counts)
    }

    @Test func `the execution's priority is that of each of its decision tasks`() throws {
        var machine = try Rule.deciding(Fixtures.started(taskPriority: "9"))
        try Rule.decide("", on: &machine)
        let transition = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(1))
        guard case .decisionTaskScheduled(let scheduled) = transition.events[1].attributes else {
            Issue.record("\(transition)")
            return
        }
        #expect(scheduled.taskPriority == "9")
        #expect(machine.state.offeredTasks.map(\.priority) == [9])
    }

    @Test func `children and new runs take it from their type, a registered 0 as 0`() throws {
        guard
            case .startChildWorkflowExecutionInitiated(let child) =
                try decide("StartChildWorkflowExecution c").events[1].attributes,
            case .startChildWorkflowExecutionInitiated(let given) =
                try decide("StartChildWorkflowExecution c priority=7").events[1].attributes,
            case .workflowExecutionContinuedAsNew(let again) =
                try decide("ContinueAsNewWorkflowExecution").events[1].attributes
        else {
            Issue.record("They were refused.")
            return
        }
        #expect(child.taskPriority == "0")
        #expect(given.taskPriority == "7")
        #expect(again.taskPriority == "0")
    }
}

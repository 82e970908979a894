import SWFModel
import Testing
import WorkflowCore

/// ScheduleActivityTask: what it takes from where, and the first cause to refuse it (swf-spec.md 3.2.1 and 6.4).
@Suite struct ActivityDecisionTests {
    static let activityCauses: [(Decision, ScheduleActivityTaskFailedCause)] = [
        (Rule.activity(type: "Unknown"), .activityTypeDoesNotExist),
        (Rule.activity(type: "Deprecated"), .activityTypeDeprecated),
        (Rule.activity("used", type: "Bare"), .activityIdAlreadyInUse),
        (Rule.activity(type: "Bare"), .defaultTaskListUndefined),
        (Rule.activity(type: "Bare") { $0.taskList = TaskList(name: "l") }, .defaultScheduleToStartTimeoutUndefined),
        (
            Rule.activity(type: "Bare") {
                $0.taskList = TaskList(name: "l")
                $0.scheduleToStartTimeout = "NONE"
            }, .defaultScheduleToCloseTimeoutUndefined
        ),
        (
            Rule.activity(type: "Bare") {
                $0.taskList = TaskList(name: "l")
                $0.scheduleToStartTimeout = "NONE"
                $0.scheduleToCloseTimeout = "5"
            }, .defaultStartToCloseTimeoutUndefined
        ),
        (
            Rule.activity(type: "Bare") {
                $0.taskList = TaskList(name: "l")
                $0.scheduleToStartTimeout = "NONE"
                $0.scheduleToCloseTimeout = "5"
                $0.startToCloseTimeout = "5"
                // Empty text counts as not given.
                $0.heartbeatTimeout = ""
            }, .defaultHeartbeatTimeoutUndefined
        ),
    ]

    @Test(arguments: activityCauses)
    func `3.2.1 an activity task is refused for the first cause in the service's order`(
        decision: Decision,
        cause: ScheduleActivityTaskFailedCause
    ) throws {
        var machine = try Rule.deciding()
        let transition = try Rule.decide([Rule.activity("used"), decision], on: &machine)
        guard case .scheduleActivityTaskFailed(let attributes) = transition.events[2].attributes else {
            Issue.record("\(transition.events[2])")
            return
        }
        #expect(attributes.cause == cause)
        #expect(attributes.decisionTaskCompletedEventId == 4)
    }

    @Test func `3.2.1 the decision's settings go before the type's, and all are recorded`() throws {
        var machine = try Rule.deciding()
        let decision = Rule.activity {
            $0.scheduleToStartTimeout = "1"
            $0.startToCloseTimeout = "2"
            $0.taskPriority = "7"
            $0.control = "c"
            $0.input = "i"
        }
        let transition = try Rule.decide([decision], on: &machine)
        guard case .activityTaskScheduled(let attributes) = transition.events[1].attributes else {
            Issue.record("\(transition.events[1])")
            return
        }
        #expect(attributes.scheduleToStartTimeout == "1")
        #expect(attributes.scheduleToCloseTimeout == "NONE")
        #expect(attributes.startToCloseTimeout == "2")
        #expect(attributes.heartbeatTimeout == "NONE")
        #expect(attributes.taskList.name == "work")
        #expect(attributes.taskPriority == "7")
        #expect(attributes.control == "c")
        #expect(
            transition.effects == [
                .offer(
                    OfferedTask(
                        kind: .activity,
                        taskList: "work",
                        priority: 7,
                        scheduledEventId: 5,
                        scheduledAt: Fixtures.start
                    )
                )
            ]
        )
        #expect(machine.state.activityTask(scheduledEventId: 5)?.input == "i")
    }

    @Test func `5.4 an activity id is free again after the task closed`() throws {
        var machine = try Rule.machine(["ScheduleActivityTask a"])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
        _ = try machine.activityTaskCompleted(scheduledEventId: 5, startedEventId: 6, result: nil, at: Rule.at(0))
        try Rule.poll(&machine)
        let transition = try Rule.decide("ScheduleActivityTask a", on: &machine)
        #expect(transition.events.last?.eventType == .activityTaskScheduled)
    }
}

import SWFModel
import Testing
import WorkflowCore

/// The two faces of cancelling an activity (swf-spec.md 3.2.2, swf-observed.md D7 and S8).
@Suite struct ActivityCancelTests {
    @Test func `3.2.2 a worker learns of the cancel by every later heartbeat`() throws {
        var machine = try Rule.deciding()
        _ = try Rule.decide([Rule.activity()], on: &machine)
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Fixtures.start)
        let heartbeat = { (machine: inout ExecutionMachine) in
            try machine.activityTaskHeartbeat(scheduledEventId: 5, startedEventId: 6, details: nil, at: Fixtures.start)
                .status.cancelRequested
        }
        #expect(try heartbeat(&machine) == false)
        // A cancel request to the execution is not passed on (swf-observed.md S8).
        _ = try machine.cancelRequested(from: nil, cause: nil, at: Fixtures.start)
        #expect(try heartbeat(&machine) == false)
        _ = try machine.decisionTaskStarted(scheduledEventId: 8, identity: nil, at: Fixtures.start)
        let transition = try Rule.decide([.requestCancelActivityTask(.init(activityId: "a"))], on: &machine)
        #expect(transition.events.map(\.eventType) == [.decisionTaskCompleted, .activityTaskCancelRequested])
        #expect(try heartbeat(&machine))
        #expect(try heartbeat(&machine))
    }

    @Test func `a task that nobody has is canceled at once, in the transaction of the request`() throws {
        var machine = try Rule.machine(["ScheduleActivityTask a"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        try Rule.poll(&machine)
        let transition = try Rule.decide("RequestCancelActivityTask a", on: &machine)
        #expect(
            transition.events.dropFirst().map(\.attributes).prefix(2) == [
                .activityTaskCancelRequested(.init(activityId: "a", decisionTaskCompletedEventId: 9)),
                .activityTaskCanceled(
                    .init(latestCancelRequestedEventId: 10, scheduledEventId: 5, startedEventId: 0)
                ),
            ]
        )
        #expect(transition.events.last?.eventType == .decisionTaskScheduled, "it is over, which is news")
        #expect(transition.effects.contains(.withdraw(kind: .activity, scheduledEventId: 5)))
        #expect(throws: Fault.self) {
            try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(1))
        }
    }

    /// A worker that is asked to cancel may do as it likes; its answer names the newest request when it cancels.
    @Test(arguments: ["completed", "failed", "canceled"])
    func `a task that a worker has is only asked, and its answer counts`(answer: String) throws {
        var machine = try Rule.machine(["ScheduleActivityTask a"])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
        for request in 1...2 {
            _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(request))
            try Rule.poll(&machine)
            let transition = try Rule.decide("RequestCancelActivityTask a", on: &machine)
            #expect(transition.events.last?.eventType == .activityTaskCancelRequested, "request \(request)")
        }
        let latest = machine.state.lastEventId
        switch answer {
        case "completed":
            let transition = try machine.activityTaskCompleted(
                scheduledEventId: 5,
                startedEventId: 6,
                result: "r",
                at: Rule.at(3)
            )
            #expect(transition.events[0].eventType == .activityTaskCompleted)
        case "failed":
            let transition = try machine.activityTaskFailed(
                scheduledEventId: 5,
                startedEventId: 6,
                reason: nil,
                details: nil,
                at: Rule.at(3)
            )
            #expect(transition.events[0].eventType == .activityTaskFailed)
        default:
            let transition = try machine.activityTaskCanceled(
                scheduledEventId: 5,
                startedEventId: 6,
                details: "d",
                at: Rule.at(3)
            )
            #expect(
                transition.events[0].attributes
                    == .activityTaskCanceled(
                        .init(
                            details: "d",
                            latestCancelRequestedEventId: latest,
                            scheduledEventId: 5,
                            startedEventId: 6
                        )
                    )
            )
        }
        #expect(machine.state.openCounts.openActivityTasks == 0)
    }

    @Test func `a worker may cancel though nobody asked, and the event then names no request`() throws {
        var machine = try Rule.machine(["ScheduleActivityTask a"])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
        let transition = try machine.activityTaskCanceled(
            scheduledEventId: 5,
            startedEventId: 6,
            details: nil,
            at: Rule.at(1)
        )
        #expect(
            transition.events[0].attributes
                == .activityTaskCanceled(.init(scheduledEventId: 5, startedEventId: 6))
        )
    }
}

import SWFModel
import Testing
import WorkflowCore

/// Tasks that are handed back (``SWFModel/HandBack``): Martlet's own, written in the words of a timeout.
@Suite struct HandBackTests {
    /// An execution with the activity task of event 5, which a worker has by event 7 when a decider is not wanted.
    private func working(heartbeat: String) throws -> ExecutionMachine {
        var machine = try Rule.deciding()
        try Rule.decide([Rule.activity { $0.heartbeatTimeout = heartbeat }], on: &machine)
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: "worker@a", at: Rule.at(1))
        return machine
    }

    private static func handBack(
        _ machine: inout ExecutionMachine,
        scheduled: EventId = 5,
        started: EventId = 6,
        identity: String? = "worker@a",
        reason: String? = "stopping"
    ) throws(Fault) -> Transition {
        try machine.activityTaskHandedBack(
            scheduledEventId: scheduled,
            startedEventId: started,
            identity: identity,
            reason: reason,
            at: Rule.at(2)
        )
    }

    @Test(arguments: [
        ("30", ActivityTaskTimeoutType.heartbeat), ("NONE", .startToClose),
    ])
    func `an activity task ends by the timeout that fits, and the decider is called`(
        heartbeat: String,
        type: ActivityTaskTimeoutType
    ) throws {
        var machine = try working(heartbeat: heartbeat)
        let transition = try Self.handBack(&machine)
        #expect(
            transition.events.first?.attributes
                == .activityTaskTimedOut(
                    .init(
                        details: "martlet.handedBack by worker@a: stopping",
                        scheduledEventId: 5,
                        startedEventId: 6,
                        timeoutType: type
                    )
                )
        )
        #expect(transition.events.map(\.eventType) == [.activityTaskTimedOut, .decisionTaskScheduled])
        #expect(Set(transition.events.map(\.eventTimestamp)) == [Rule.at(2)])
        #expect(machine.state.openCounts.openActivityTasks == 0)
    }

    @Test func `its heartbeat is forgotten, and no clock of it runs any more`() throws {
        var machine = try working(heartbeat: "30")
        _ = try machine.activityTaskHeartbeat(
            scheduledEventId: 5,
            startedEventId: 6,
            details: "3 of 10",
            at: Rule.at(2)
        )
        let transition = try Self.handBack(&machine)
        #expect(transition.effects.contains(.forgetHeartbeat(scheduledEventId: 5)))
        #expect(machine.heartbeats.isEmpty)
        #expect(machine.nextDeadline.map { $0 > Rule.at(100) } == true)
    }

    @Test func `what is not started by that event, or is over, is not handed back`() throws {
        let machine = try working(heartbeat: "NONE")
        for (scheduled, started) in [(5, 7), (5, 0), (4, 6), (0, 0)] {
            var copy = machine
            let fault = #expect(throws: Fault.self) {
                try Self.handBack(&copy, scheduled: scheduled, started: started)
            }
            #expect(fault == .unknownActivity(scheduledEventId: scheduled))
            #expect(copy == machine)
        }
        var again = machine
        _ = try Self.handBack(&again)
        #expect(throws: Fault.unknownActivity(scheduledEventId: 5)) { try Self.handBack(&again) }
        var closed = machine
        _ = try closed.terminated(
            reason: nil,
            details: nil,
            childPolicy: nil,
            cause: .operatorInitiated,
            at: Rule.at(2)
        )
        let fault = #expect(throws: Fault.self) { try Self.handBack(&closed) }
        #expect(fault?.code == .unknownResource)
    }

    @Test func `a decision task ends by its timeout, and the next is offered at once`() throws {
        var machine = try Rule.deciding()
        let transition = try machine.decisionTaskHandedBack(scheduledEventId: 2, startedEventId: 3, at: Rule.at(1))
        #expect(transition.events.map(\.eventType) == [.decisionTaskTimedOut, .decisionTaskScheduled])
        #expect(
            transition.events[0].attributes
                == .decisionTaskTimedOut(
                    .init(scheduledEventId: 2, startedEventId: 3, timeoutType: .startToClose)
                )
        )
        #expect(machine.state.offeredTasks.map(\.scheduledEventId) == [5])
        // The answer that comes after all is refused, as after any timeout.
        let fault = #expect(throws: Fault.self) {
            try machine.decisionTaskHandedBack(scheduledEventId: 2, startedEventId: 3, at: Rule.at(2))
        }
        #expect(fault == .unknownDecisionTask(scheduledEventId: 2))
    }

    @Test func `the decision task that is queued behind it comes into its list`() throws {
        var machine = try Rule.deciding()
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(1))
        let transition = try machine.decisionTaskHandedBack(scheduledEventId: 2, startedEventId: 3, at: Rule.at(2))
        #expect(transition.events.map(\.eventType) == [.decisionTaskTimedOut])
        #expect(machine.state.offeredTasks.map(\.scheduledEventId) == [5])
    }

    @Test(
        arguments: [
            (nil, nil, "martlet.handedBack"), ("", "", "martlet.handedBack"), ("a", nil, "martlet.handedBack by a"),
            (nil, "why", "martlet.handedBack: why"), ("a", "why", "martlet.handedBack by a: why"),
        ] as [(String?, String?, String)]
    )
    func `the details say by whom and why`(identity: String?, reason: String?, details: String) {
        #expect(HandBack.details(identity: identity, reason: reason) == details)
        #expect(HandBack.isNoted(in: details))
    }

    @Test(arguments: [nil, "", "3 of 10", "martlet.handed", "martlet.handedBackwards", " martlet.handedBack"])
    func `what a heartbeat says is no hand-back`(details: String?) {
        #expect(!HandBack.isNoted(in: details))
    }

    @Test func `the longest details are within what an event may hold`() {
        let long = String(repeating: "x", count: 256)
        #expect(HandBack.details(identity: long, reason: long).utf16.count < Limits.heartbeatDetailsCharacters)
    }
}

import SWFModel
import Testing
import WorkflowCore

/// Child policies act on termination and timeout (swf-spec.md 5.7, swf-observed.md D14).
@Suite struct ChildPolicyTests {
    @Test func `5.7 child policy acts on termination and timeout alone`() throws {
        let child = "StartChildWorkflowExecution c"
        for close in ["CompleteWorkflowExecution", "FailWorkflowExecution", "CancelWorkflowExecution"] {
            var machine = try Rule.machine()
            try Rule.poll(&machine)
            let transition = try Rule.decide("\(child); \(close)", on: &machine)
            #expect(Self.policies(in: transition) == [])
        }
        for policy in ChildPolicy.allCases {
            var machine = try Rule.machine(
                [child],
                started: Fixtures.started(childPolicy: policy, executionTimeout: "10")
            )
            let transition = try Rule.deadline(of: &machine, at: Rule.at(10))
            #expect(Self.policies(in: transition) == (policy == .abandon ? [] : [policy]))
        }
    }

    private static func policies(in transition: Transition) -> [ChildPolicy] {
        transition.effects.compactMap {
            guard case .send(let message) = $0, case .childPolicy(let policy, _) = message.body else { return nil }
            return policy
        }
    }

    @Test func `5.7 a child obeys only its own parent`() throws {
        var started = Fixtures.started()
        started.parentWorkflowExecution = WorkflowExecution(runId: "p1", workflowId: "p")
        started.parentInitiatedEventId = 5
        let machine = ExecutionMachine.start(started, identity: Fixtures.identity(), at: Rule.at(0)).machine
        let senders: [(String, EventId, Bool)] = [("p1", 5, true), ("p2", 5, false), ("p1", 6, false)]
        for (run, initiatedEventId, isObeyed) in senders {
            var machine = machine
            let message = OutboxMessage(
                from: Fixtures.identity("p", run: run),
                toWorkflowId: "w",
                toRunId: nil,
                body: .childPolicy(.terminate, initiatedEventId: initiatedEventId)
            )
            let transition = machine.received(message, at: Rule.at(1))
            #expect(transition.isEmpty == !isObeyed)
            #expect(machine.state.isOpen == !isObeyed)
        }
    }

    @Test(arguments: ChildPolicy.allCases)
    func `a termination's own policy goes before that of the execution, and reaches children still starting`(
        policy: ChildPolicy
    ) throws {
        var machine = try Rule.machine(
            ["StartChildWorkflowExecution running; StartChildWorkflowExecution starting"],
            started: Fixtures.started(childPolicy: .abandon, executionTimeout: "100000")
        )
        let running = OutboxMessage(
            from: Fixtures.identity("running", run: "c1"),
            toWorkflowId: "w",
            toRunId: "r1",
            body: .childStarted(initiatedEventId: 5, child: WorkflowExecution(runId: "c1", workflowId: "running"))
        )
        _ = machine.received(running, at: Rule.at(1))
        let transition = try machine.terminated(
            reason: nil,
            details: nil,
            childPolicy: policy,
            cause: .operatorInitiated,
            at: Rule.at(2)
        )
        let told = transition.effects.compactMap { effect -> String? in
            guard case .send(let message) = effect, case .childPolicy(let policy, _) = message.body else { return nil }
            return "\(message.toWorkflowId) \(policy.rawValue)"
        }
        #expect(told == (policy == .abandon ? [] : ["running \(policy.rawValue)", "starting \(policy.rawValue)"]))
    }

    @Test func `a policy on continue-as-new does nothing`() throws {
        var machine = try Rule.machine(["StartChildWorkflowExecution c"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        try Rule.poll(&machine)
        #expect(Self.policies(in: try Rule.decide("ContinueAsNewWorkflowExecution", on: &machine)) == [])
    }

    @Test func `a child that is terminated by policy records its own policy, and hands that on`() throws {
        var started = Fixtures.started(childPolicy: .requestCancel)
        started.parentWorkflowExecution = WorkflowExecution(runId: "p1", workflowId: "p")
        started.parentInitiatedEventId = 5
        var machine = try Rule.deciding(started)
        try Rule.decide("StartChildWorkflowExecution grandchild", on: &machine)
        let message = OutboxMessage(
            from: Fixtures.identity("p", run: "p1"),
            toWorkflowId: "w",
            toRunId: nil,
            body: .childPolicy(.terminate, initiatedEventId: 5)
        )
        let transition = machine.received(message, at: Rule.at(1))
        #expect(
            transition.events.map(\.attributes) == [
                .workflowExecutionTerminated(.init(cause: .childPolicyApplied, childPolicy: .requestCancel))
            ]
        )
        #expect(Self.policies(in: transition) == [.requestCancel])
    }

    @Test func `a child that is asked to cancel by policy gets an event with that cause, and a decision task`() throws {
        var started = Fixtures.started()
        started.parentWorkflowExecution = WorkflowExecution(runId: "p1", workflowId: "p")
        started.parentInitiatedEventId = 5
        var machine = try Rule.deciding(started)
        try Rule.decide("", on: &machine)
        let message = OutboxMessage(
            from: Fixtures.identity("p", run: "p1"),
            toWorkflowId: "w",
            toRunId: nil,
            body: .childPolicy(.requestCancel, initiatedEventId: 5)
        )
        let transition = machine.received(message, at: Rule.at(1))
        #expect(
            transition.events.first?.attributes
                == .workflowExecutionCancelRequested(
                    .init(
                        cause: .childPolicyApplied,
                        externalInitiatedEventId: 0,
                        externalWorkflowExecution: WorkflowExecution(runId: "p1", workflowId: "p")
                    )
                )
        )
        #expect(transition.events.last?.eventType == .decisionTaskScheduled)
    }
}

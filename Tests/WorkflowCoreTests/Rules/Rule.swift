import SWFModel
import Testing
import WorkflowCore

/// Short words for what the rules are about: one execution, whose clock begins at ``Fixtures/start``.
enum Rule {
    static func at(_ seconds: Int) -> Timestamp {
        Timestamp(milliseconds: Fixtures.start.milliseconds + seconds * 1_000)
    }

    /// An execution to which these lists of decisions were answered, one a decision task.
    static func machine(
        _ lines: [String] = [],
        started: WorkflowExecutionStartedEventAttributes = Fixtures.started(executionTimeout: "100000")
    ) throws -> ExecutionMachine {
        var (machine, _) = ExecutionMachine.start(started, identity: Fixtures.identity(), at: at(0))
        for (index, line) in lines.enumerated() {
            if index > 0 {
                _ = try machine.signaled(name: "next", input: nil, from: nil, at: at(0))
            }
            try poll(&machine)
            try decide(line, on: &machine)
        }
        return machine
    }

    /// An execution whose first decision task a decider has.
    static func deciding(
        _ attributes: WorkflowExecutionStartedEventAttributes = Fixtures.started(),
        limits: Limits = Limits()
    ) throws -> ExecutionMachine {
        var (machine, _) = ExecutionMachine.start(
            attributes,
            identity: Fixtures.identity(),
            limits: limits,
            at: Fixtures.start
        )
        try poll(&machine)
        return machine
    }

    /// A decider takes the decision task that waits.
    static func poll(_ machine: inout ExecutionMachine, at now: Timestamp = at(0)) throws {
        let task = try #require(machine.state.offeredTasks.first { $0.kind == .decision })
        _ = try machine.decisionTaskStarted(scheduledEventId: task.scheduledEventId, identity: nil, at: now)
    }

    /// A decider answers the task that it has; ``DecisionText`` says how the line is read.
    @discardableResult
    static func decide(
        _ line: String,
        on machine: inout ExecutionMachine,
        at now: Timestamp = at(0)
    ) throws -> Transition {
        try answer(DecisionText.answer(line), on: &machine, Fixtures.context(), at: now)
    }

    /// A decider answers the task that it has.
    @discardableResult
    static func decide(
        _ decisions: [Decision],
        on machine: inout ExecutionMachine,
        context: DecisionContext = Fixtures.context()
    ) throws -> Transition {
        let answer = RespondDecisionTaskCompletedInput(decisions: decisions, taskToken: "token")
        return try self.answer(answer, on: &machine, context, at: at(0))
    }

    private static func answer(
        _ answer: RespondDecisionTaskCompletedInput,
        on machine: inout ExecutionMachine,
        _ context: DecisionContext,
        at now: Timestamp
    ) throws -> Transition {
        let (scheduled, started) = machine.state.startedDecisionTask
        return try machine.decisionTaskCompleted(
            scheduledEventId: scheduled,
            startedEventId: started,
            answer,
            context: context,
            at: now
        )
    }

    /// What the next deadline brings; one must be due.
    static func deadline(of machine: inout ExecutionMachine, at now: Timestamp) throws -> Transition {
        let transition = machine.deadlineReached(at: now)
        return try #require(transition)
    }

    static func activity(
        _ id: String = "a",
        type: String = "Render",
        change: (inout ScheduleActivityTaskDecisionAttributes) -> Void = { _ in }
    ) -> Decision {
        var attributes = ScheduleActivityTaskDecisionAttributes(
            activityId: id,
            activityType: ActivityType(name: type, version: "1")
        )
        change(&attributes)
        return .scheduleActivityTask(attributes)
    }

    /// The four decisions that close an execution.
    static let closes: [Decision] = [
        .completeWorkflowExecution(.init()), .failWorkflowExecution(.init()), .cancelWorkflowExecution(.init()),
        .continueAsNewWorkflowExecution(.init()),
    ]
}

import SWFModel
import Testing
import WorkflowCore

/// Something that comes to an execution from outside its decisions, with all that must be open for it.
struct Stimulus: CustomTestStringConvertible, Sendable {
    /// The first event that it writes.
    var event: EventType
    /// The decisions of the first decision task; the first of them writes event 5.
    var opening = ""
    /// The role of the execution.
    var role: String? = "role"
    /// What must have happened before.
    var before: @Sendable (inout ExecutionMachine) throws -> Void = { _ in }
    /// What happens, at ``moment``.
    var happen: @Sendable (inout ExecutionMachine) throws -> Transition

    var testDescription: String { event.rawValue }

    /// When it happens: every clock that is to run out does so now.
    static let moment = Rule.at(10)

    /// The execution, idle, at the moment before the stimulus.
    func idle() throws -> ExecutionMachine {
        let started = Fixtures.started(executionTimeout: "100000", taskTimeout: "NONE", lambdaRole: role)
        var machine = try Rule.deciding(started)
        let decisions = DecisionText.answer(opening).decisions ?? []
        try Rule.decide(decisions, on: &machine, context: Fixtures.context(callsLambdaFunctions: true))
        try before(&machine)
        if !machine.state.offeredTasks.filter({ $0.kind == .decision }).isEmpty {
            try Rule.poll(&machine)
            try Rule.decide("", on: &machine)
        }
        #expect(machine.state.decisionTask == .idle)
        return machine
    }

    /// The execution with a decision task that nobody has taken.
    func scheduled() throws -> ExecutionMachine {
        var machine = try idle()
        _ = try machine.signaled(name: "before", input: nil, from: nil, at: Rule.at(0))
        return machine
    }

    /// The execution with a decider that works.
    func deciding() throws -> ExecutionMachine {
        var machine = try scheduled()
        try Rule.poll(&machine)
        return machine
    }

    /// Everything that asks for a decision, decisions that fail and decision tasks that time out left out.
    static let all: [Stimulus] = [
        Stimulus(event: .workflowExecutionSignaled) {
            try $0.signaled(name: "s", input: nil, from: nil, at: moment)
        },
        Stimulus(event: .workflowExecutionCancelRequested) {
            try $0.cancelRequested(from: nil, cause: nil, at: moment)
        },
        Stimulus(event: .activityTaskCompleted, opening: "ScheduleActivityTask a", before: work) {
            try $0.activityTaskCompleted(scheduledEventId: 5, startedEventId: 6, result: nil, at: moment)
        },
        Stimulus(event: .activityTaskFailed, opening: "ScheduleActivityTask a", before: work) {
            try $0.activityTaskFailed(scheduledEventId: 5, startedEventId: 6, reason: nil, details: nil, at: moment)
        },
        Stimulus(event: .activityTaskCanceled, opening: "ScheduleActivityTask a", before: work) {
            try $0.activityTaskCanceled(scheduledEventId: 5, startedEventId: 6, details: nil, at: moment)
        },
        Stimulus(event: .activityTaskTimedOut, opening: "ScheduleActivityTask a scheduleToStart=10", happen: clock),
        Stimulus(event: .timerFired, opening: "StartTimer t 10", happen: clock),
        news(.childWorkflowExecutionStarted, isStarted: false, .childStarted(initiatedEventId: 5, child: child)),
        news(
            .startChildWorkflowExecutionFailed,
            isStarted: false,
            .childStartFailed(initiatedEventId: 5, cause: .workflowAlreadyRunning)
        ),
        closed(.childWorkflowExecutionCompleted, .completed(result: nil)),
        closed(.childWorkflowExecutionFailed, .failed(reason: nil, details: nil)),
        closed(.childWorkflowExecutionCanceled, .canceled(details: nil)),
        closed(.childWorkflowExecutionTimedOut, .timedOut(.startToClose)),
        closed(.childWorkflowExecutionTerminated, .terminated),
        external(.externalWorkflowExecutionSignaled, .signalDelivered(initiatedEventId: 5, target: child)),
        external(
            .signalExternalWorkflowExecutionFailed,
            .signalFailed(initiatedEventId: 5, cause: .unknownExternalWorkflowExecution)
        ),
        external(.externalWorkflowExecutionCancelRequested, .cancelDelivered(initiatedEventId: 5, target: child)),
        external(
            .requestCancelExternalWorkflowExecutionFailed,
            .cancelFailed(initiatedEventId: 5, cause: .unknownExternalWorkflowExecution)
        ),
        Stimulus(event: .lambdaFunctionCompleted, opening: "ScheduleLambdaFunction f", before: call) {
            $0.lambdaFunctionCompleted(scheduledEventId: 5, result: nil, at: moment)
        },
        Stimulus(event: .lambdaFunctionFailed, opening: "ScheduleLambdaFunction f", before: call) {
            $0.lambdaFunctionFailed(scheduledEventId: 5, reason: nil, details: nil, at: moment)
        },
        Stimulus(
            event: .lambdaFunctionTimedOut,
            opening: "ScheduleLambdaFunction f startToClose=10",
            before: call,
            happen: clock
        ),
        Stimulus(event: .startLambdaFunctionFailed, opening: "ScheduleLambdaFunction f", role: nil, happen: clock),
    ]

    private static let child = WorkflowExecution(runId: "c1", workflowId: "c")

    private static let work: @Sendable (inout ExecutionMachine) throws -> Void = {
        _ = try $0.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
    }

    private static let call: @Sendable (inout ExecutionMachine) throws -> Void = {
        _ = $0.lambdaFunctionStarted(scheduledEventId: 5, at: Rule.at(0))
    }

    private static let clock: @Sendable (inout ExecutionMachine) throws -> Transition = {
        try Rule.deadline(of: &$0, at: moment)
    }

    private static func message(_ body: OutboxMessage.Body) -> OutboxMessage {
        OutboxMessage(from: Fixtures.identity("c", run: "c1"), toWorkflowId: "w", toRunId: "r1", body: body)
    }

    private static func news(_ event: EventType, isStarted: Bool, _ body: OutboxMessage.Body) -> Stimulus {
        Stimulus(
            event: event,
            opening: "StartChildWorkflowExecution c",
            before: { machine in
                if isStarted {
                    _ = machine.received(message(.childStarted(initiatedEventId: 5, child: child)), at: Rule.at(0))
                }
            },
            happen: { $0.received(message(body), at: moment) }
        )
    }

    private static func closed(_ event: EventType, _ outcome: ChildOutcome) -> Stimulus {
        news(
            event,
            isStarted: true,
            .childClosed(initiatedEventId: 5, child: child, workflowType: Fixtures.workflowType, outcome: outcome)
        )
    }

    private static func external(_ event: EventType, _ body: OutboxMessage.Body) -> Stimulus {
        let isCancel = event.rawValue.contains("Cancel")
        return Stimulus(
            event: event,
            opening: isCancel ? "RequestCancelExternalWorkflowExecution c" : "SignalExternalWorkflowExecution c s",
            happen: { $0.received(message(body), at: moment) }
        )
    }
}

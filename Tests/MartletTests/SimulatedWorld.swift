import MartletTesting
import SWFModel
import WorkflowCore

/// One execution and all around it that is not its decider: the service's own core, workers that do as they are told,
/// a clock, and chance that decides which of several things happens first.
struct SimulatedWorld {
    /// What a worker does with an activity task.
    enum Reply: Sendable {
        case complete(String?)
        case fail(String)
        /// Nothing comes until the task times out.
        case silence
        /// Completes, unless a cancel request is known by then.
        case completeOrCancel(String?)
    }

    /// An activity task as its worker sees it.
    struct Task: Sendable {
        var name: String
        var activityId: String
        var attempt: Int
        var input: String?
    }

    /// A decision task as its decider gets it.
    struct HandedOut {
        var startedEventId: EventId
        var previousStartedEventId: EventId
        var scheduledEventId: EventId
    }

    private(set) var machine: ExecutionMachine
    private(set) var events: [HistoryEvent]
    private(set) var now: Timestamp
    private var random: SeededRandom
    private let worker: @Sendable (Task) -> Reply
    private let unknownTypes: Set<String>
    private var started: [(scheduled: EventId, started: EventId, reply: Reply)] = []
    private var neighbours = Neighbours()

    init(
        type: WorkflowType,
        input: String?,
        runId: String = "run-1",
        seed: UInt64,
        unknownTypes: Set<String> = [],
        limits: Limits = Limits(),
        continuedRunId: String? = nil,
        worker: @escaping @Sendable (Task) -> Reply
    ) {
        now = Timestamp(milliseconds: 1_700_000_000_000)
        random = SeededRandom(seed: seed)
        self.worker = worker
        self.unknownTypes = unknownTypes
        let attributes = WorkflowExecutionStartedEventAttributes(
            childPolicy: .terminate,
            continuedExecutionRunId: continuedRunId,
            executionStartToCloseTimeout: "31536000",
            input: input,
            lambdaRole: "arn:aws:iam::000000000000:role/lambda",
            parentInitiatedEventId: 0,
            taskList: TaskList(name: "default"),
            taskStartToCloseTimeout: "30",
            workflowType: type
        )
        let identity = ExecutionIdentity(
            id: 1,
            domain: "test",
            execution: WorkflowExecution(runId: runId, workflowId: "workflow")
        )
        let (machine, transition) = ExecutionMachine.start(attributes, identity: identity, limits: limits, at: now)
        self.machine = machine
        events = transition.events
    }

    /// Whether only time could make something happen.
    var isIdle: Bool { machine.state.offeredTasks.isEmpty && started.isEmpty && neighbours.deliverable == 0 }
    var isOpen: Bool { machine.state.isOpen }
    var execution: WorkflowExecution { machine.state.identity.execution }

    /// The decision task that waits, taken by a decider.
    mutating func pollDecisionTask() throws -> HandedOut? {
        guard let task = machine.state.offeredTasks.first(where: { $0.kind == .decision }) else { return nil }
        let previous = machine.state.previousStartedEventId
        apply(try machine.decisionTaskStarted(scheduledEventId: task.scheduledEventId, identity: "decider", at: now))
        return HandedOut(
            startedEventId: events.count,
            previousStartedEventId: previous,
            scheduledEventId: task.scheduledEventId
        )
    }

    mutating func answer(_ task: HandedOut, _ decisions: [Decision]) throws {
        let unknown = unknownTypes
        let context = DecisionContext(
            activityType: { type in
                if unknown.contains(type.name) { return nil }
                return RegisteredType(
                    status: .registered,
                    configuration: ActivityTypeConfiguration(defaultTaskList: TaskList(name: "default"))
                )
            },
            workflowType: { type in
                if unknown.contains(type.name) { return nil }
                return RegisteredType(
                    status: .registered,
                    configuration: WorkflowTypeConfiguration(
                        defaultChildPolicy: .terminate,
                        defaultExecutionStartToCloseTimeout: "3600",
                        defaultTaskList: TaskList(name: "default"),
                        defaultTaskStartToCloseTimeout: "30"
                    )
                )
            },
            callsLambdaFunctions: true,
            limits: machine.limits,
            newRunId: "run-2"
        )
        apply(
            try machine.decisionTaskCompleted(
                scheduledEventId: task.scheduledEventId,
                startedEventId: task.startedEventId,
                RespondDecisionTaskCompletedInput(decisions: decisions, taskToken: "token"),
                context: context,
                at: now
            )
        )
    }

    mutating func requestCancel() throws {
        apply(try machine.cancelRequested(from: nil, cause: nil, at: now))
    }

    mutating func signal() throws {
        apply(try machine.signaled(name: "hello", input: nil, from: nil, at: now))
    }

    mutating func signal(_ name: String, _ input: String?) throws {
        apply(try machine.signaled(name: name, input: input, from: nil, at: now))
    }

    /// Lets the decision task that is out time out.
    mutating func letDecisionTaskTimeOut() {
        now = now + .seconds(31)
        while let transition = machine.deadlineReached(at: now) { apply(transition) }
    }

    /// Something other than a decision happens; false when nothing can.
    mutating func step() throws -> Bool {
        now = now + .milliseconds(Int.random(in: 1...400, using: &random))
        let offered = machine.state.offeredTasks.filter { $0.kind == .activity }
        let finishable = started.indices.filter { index in
            if case .silence = started[index].reply { return false }
            return true
        }
        let posts = neighbours.deliverable
        let choice = Int.random(in: 0..<(offered.count + finishable.count + posts + 1), using: &random)
        if choice >= offered.count + finishable.count, choice < offered.count + finishable.count + posts {
            deliver(choice - offered.count - finishable.count)
            return true
        }
        if choice < offered.count {
            try start(offered[choice].scheduledEventId)
            return true
        }
        if choice < offered.count + finishable.count {
            try finish(finishable[choice - offered.count])
            return true
        }
        if let deadline = machine.nextDeadline,
            deadline <= now || (offered.isEmpty && finishable.isEmpty && posts == 0)
        {
            // The execution's own end is no step of the world.
            guard deadline < Timestamp(milliseconds: 1_700_000_000_000) + .seconds(30_000_000) else { return false }
            now = max(now, deadline)
            if let transition = machine.deadlineReached(at: now) { apply(transition) }
            return true
        }
        return !offered.isEmpty || !finishable.isEmpty || posts > 0
    }

    /// A message to another execution arrives there, or what that execution sends comes here.
    private mutating func deliver(_ index: Int) {
        switch neighbours.deliver(index) {
        case .answer(let message):
            apply(machine.received(message, at: now))
        case .call(let call):
            guard case .call = started(call) else { return }
            let scheduled = call.scheduledEventId
            if call.name == "broken" {
                apply(
                    machine.lambdaFunctionFailed(
                        scheduledEventId: scheduled,
                        reason: "Unhandled",
                        details: nil,
                        at: now
                    )
                )
            } else {
                apply(machine.lambdaFunctionCompleted(scheduledEventId: scheduled, result: call.input, at: now))
            }
        case .nothing:
            break
        }
    }

    private mutating func started(_ call: LambdaInvocation) -> ExecutionMachine.LambdaTurn {
        let (turn, transition) = machine.lambdaFunctionStarted(scheduledEventId: call.scheduledEventId, at: now)
        apply(transition)
        return turn
    }

    private mutating func start(_ scheduledEventId: EventId) throws {
        guard case .activityTaskScheduled(let attributes) = events[scheduledEventId - 1].attributes else { return }
        apply(try machine.activityTaskStarted(scheduledEventId: scheduledEventId, identity: "worker", at: now))
        let attempt = attributes.activityId.split(separator: "-try").dropFirst().first.flatMap { Int($0) } ?? 1
        let task = Task(
            name: attributes.activityType.name,
            activityId: attributes.activityId,
            attempt: attempt,
            input: attributes.input
        )
        started.append((scheduledEventId, events.count, worker(task)))
    }

    private mutating func finish(_ index: Int) throws {
        let (scheduled, startedEventId, reply) = started.remove(at: index)
        // A task that timed out meanwhile takes no answer.
        guard let transition = try? close(scheduled, startedEventId, reply) else { return }
        apply(transition)
    }

    private mutating func close(
        _ scheduled: EventId,
        _ startedEventId: EventId,
        _ reply: Reply
    ) throws -> Transition? {
        switch reply {
        case .complete(let result):
            try machine.activityTaskCompleted(
                scheduledEventId: scheduled,
                startedEventId: startedEventId,
                result: result,
                at: now
            )
        case .completeOrCancel(let result):
            if isCancelRequested(scheduled) {
                try machine.activityTaskCanceled(
                    scheduledEventId: scheduled,
                    startedEventId: startedEventId,
                    details: nil,
                    at: now
                )
            } else {
                try machine.activityTaskCompleted(
                    scheduledEventId: scheduled,
                    startedEventId: startedEventId,
                    result: result,
                    at: now
                )
            }
        case .fail(let reason):
            try machine.activityTaskFailed(
                scheduledEventId: scheduled,
                startedEventId: startedEventId,
                reason: reason,
                details: nil,
                at: now
            )
        case .silence:
            nil
        }
    }

    private func isCancelRequested(_ scheduled: EventId) -> Bool {
        guard case .activityTaskScheduled(let attributes) = events[scheduled - 1].attributes else { return false }
        return events.contains { event in
            if case .activityTaskCancelRequested(let request) = event.attributes {
                request.activityId == attributes.activityId
            } else {
                false
            }
        }
    }

    private mutating func apply(_ transition: Transition?) {
        events += transition?.events ?? []
        for effect in transition?.effects ?? [] {
            if case .send(let message) = effect { neighbours.take(message) }
        }
    }
}

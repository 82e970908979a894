import MartletTesting
import SWFModel
import WorkflowCore

/// A sequence of inputs chosen by a seed, over two executions and whatever they start.
///
/// Most inputs fit, some do not: wrong ids, lists of decisions that must be refused, answers that come too late, a
/// clock that steps back.
struct RandomCommands {
    private(set) var world = World()
    private var random: SeededRandom
    /// What was done, for the message of a failure.
    private(set) var log: [String] = []

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        // Small limits, so that sequences meet them.
        world.limits.eventsPerExecution = Int.random(in: 30...400, using: &random)
        world.limits.openActivityTasks = 4
        world.limits.openTimers = 3
        world.limits.openChildren = 2
        for workflowId in ["w", "x"] {
            let started = Fixtures.started(
                childPolicy: pick(ChildPolicy.allCases),
                executionTimeout: pick(["60", "300", "100000"]),
                taskTimeout: pick(["0", "5", "30", "NONE"]),
                lambdaRole: random.isOneIn(4) ? "role" : nil
            )
            _ = world.start(started, workflowId: workflowId, runId: "r1")
        }
    }

    /// Runs so many commands, then lets all time pass. Returns what is broken.
    mutating func run(_ count: Int) -> [String] {
        for _ in 0..<count where world.problems.isEmpty {
            step()
        }
        pass(milliseconds: 1_000_000_000)
        while world.deliver() != nil, world.problems.isEmpty {}
        pass(milliseconds: 1_000_000_000)
        var problems = world.problems
        for run in world.runs {
            let execution = run.machine.state.identity.execution
            if run.machine.state.isOpen {
                problems.append("\(execution) is open after the last deadline.")
            }
            if ExecutionState.folding(run.history, identity: run.machine.state.identity) != run.machine.state {
                problems.append("Folding the whole history of \(execution) gives another state.")
            }
            if run.history.count > world.limits.eventsPerExecution {
                problems.append("\(execution) has \(run.history.count) events.")
            }
            problems += HistoryLinter.lint(run.history)
        }
        return problems
    }

    private mutating func step() {
        world.now.milliseconds += Int.random(in: -5...50, using: &random)
        let index = Int.random(in: 0..<world.runs.count, using: &random)
        let now = world.now
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<18: poll(index)
        case 18..<40: decide(index)
        case 40..<52: work(index)
        case 52..<68: answer(index)
        case 68..<74:
            let name = pick(["one", "two"])
            apply("signal", index) { machine throws(Fault) in
                try machine.signaled(name: name, input: nil, from: nil, at: now)
            }
        case 74..<76:
            apply("requestCancel", index) { machine throws(Fault) in
                try machine.cancelRequested(from: nil, cause: nil, at: now)
            }
        case 76..<77:
            let policy = random.isOneIn(2) ? pick(ChildPolicy.allCases) : nil
            apply("terminate", index) { machine throws(Fault) in
                try machine.terminated(
                    reason: nil,
                    details: nil,
                    childPolicy: policy,
                    cause: .operatorInitiated,
                    at: now
                )
            }
        case 77..<88:
            log.append("deliver")
            _ = world.deliver()
        default: pass(milliseconds: pick([0, 1, 500, 3_000, 20_000]))
        }
    }

    private mutating func apply(
        _ name: String,
        _ index: Int,
        _ input: (inout ExecutionMachine) throws(Fault) -> Transition
    ) {
        do {
            let transition = try world.apply(to: index, input)
            log.append("\(index) \(name): \(transition.events.map(\.eventType.rawValue))")
        } catch {
            log.append("\(index) \(name): \(error)")
        }
    }

    private mutating func poll(_ index: Int) {
        let now = world.now
        let offered = world.runs[index].offered.first { $0.kind == .decision }?.scheduledEventId
        let scheduledEventId = random.isOneIn(20) ? Int.random(in: -1...20, using: &random) : offered ?? 0
        apply("poll \(scheduledEventId)", index) { machine throws(Fault) in
            try machine.decisionTaskStarted(scheduledEventId: scheduledEventId, identity: "d", at: now)
        }
    }

    private mutating func work(_ index: Int) {
        let now = world.now
        let offered = world.runs[index].offered.filter { $0.kind == .activity }.map(\.scheduledEventId)
        let isWrong = random.isOneIn(20) || offered.isEmpty
        let scheduledEventId = isWrong ? Int.random(in: -1...20, using: &random) : pick(offered)
        apply("work \(scheduledEventId)", index) { machine throws(Fault) in
            try machine.activityTaskStarted(scheduledEventId: scheduledEventId, identity: nil, at: now)
        }
    }

    private mutating func decide(_ index: Int) {
        let now = world.now
        let state = world.runs[index].machine.state
        var (scheduled, started) = state.startedDecisionTask
        if random.isOneIn(30) {
            scheduled = Int.random(in: 0...20, using: &random)
            started = Int.random(in: 0...20, using: &random)
        }
        var input = RespondDecisionTaskCompletedInput(taskToken: "token")
        if random.isOneIn(8) {
            input.taskList = TaskList(name: pick(["host-1", "host-2"]))
            input.taskListScheduleToStartTimeout = pick([nil, "", "0", "3", "NONE"])
        }
        input.decisions = (0..<Int.random(in: 0...4, using: &random)).map { _ in decision() }
        if random.isOneIn(6) {
            input.decisions?.append(close())
        }
        var context = Fixtures.context(limits: world.limits, isDomainDeprecated: random.isOneIn(40))
        context.newRunId = "n\(world.runs.count)"
        let given = context
        let answer = input
        apply("decide \((input.decisions ?? []).map(\.decisionType.rawValue))", index) { machine throws(Fault) in
            try machine.decisionTaskCompleted(
                scheduledEventId: scheduled,
                startedEventId: started,
                answer,
                context: given,
                at: now
            )
        }
    }

    private mutating func answer(_ index: Int) {
        let now = world.now
        let state = world.runs[index].machine.state
        let known = (1...max(1, state.lastEventId)).compactMap { state.activityTask(scheduledEventId: $0) }
        let task = known.isEmpty ? nil : pick(known)
        let isWrong = random.isOneIn(20)
        let scheduled = task?.scheduledEventId ?? Int.random(in: 0...20, using: &random)
        let started = isWrong ? Int.random(in: 0...20, using: &random) : task?.startedEventId ?? 0
        let kind = Int.random(in: 0..<6, using: &random)
        apply("answer \(kind) \(scheduled)", index) { machine throws(Fault) in
            switch kind {
            case 0:
                try machine.activityTaskFailed(
                    scheduledEventId: scheduled,
                    startedEventId: started,
                    reason: "r",
                    details: nil,
                    at: now
                )
            case 1:
                try machine.activityTaskCanceled(
                    scheduledEventId: scheduled,
                    startedEventId: started,
                    details: nil,
                    at: now
                )
            case 2, 3:
                try machine.activityTaskHeartbeat(
                    scheduledEventId: scheduled,
                    startedEventId: started,
                    details: kind == 2 ? "half" : nil,
                    at: now
                ).transition
            default:
                try machine.activityTaskCompleted(
                    scheduledEventId: scheduled,
                    startedEventId: started,
                    result: nil,
                    at: now
                )
            }
        }
    }

    /// Time passes, and every clock that has run out by then is served, late as a sweep would be.
    private mutating func pass(milliseconds: Int) {
        world.now.milliseconds += milliseconds
        log.append("+\(milliseconds) ms")
        for index in world.runs.indices {
            while world.problems.isEmpty, let transition = world.serveDeadline(of: index) {
                log.append("\(index) deadline: \(transition.events.map(\.eventType.rawValue))")
            }
            if let next = world.runs[index].machine.nextDeadline, next <= world.now {
                world.note("Run \(index) has a deadline in the past after all were served.")
            }
        }
    }

    private mutating func decision() -> Decision {
        let id = pick(["a", "b", "c", "d", "e"])
        let target = pick(["w", "x", "y", "z"])
        let timeout = pick([nil, "0", "2", "10", "NONE"])
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<6:
            return .scheduleActivityTask(
                .init(
                    activityId: id,
                    activityType: ActivityType(
                        name: random.isOneIn(8) ? pick(["Unknown", "Deprecated", "Bare"]) : "Render",
                        version: "1"
                    ),
                    heartbeatTimeout: pick([timeout, nil]),
                    scheduleToCloseTimeout: pick([timeout, nil]),
                    scheduleToStartTimeout: pick([timeout, nil]),
                    startToCloseTimeout: pick([timeout, nil]),
                    taskPriority: pick([nil, "3", "-1", "x"])
                )
            )
        case 6..<8: return .requestCancelActivityTask(.init(activityId: id))
        case 8..<11:
            return .startTimer(
                .init(startToFireTimeout: pick(["0", "1", "15", "99999999999999999999", "NONE"]), timerId: id)
            )
        case 11..<12: return .cancelTimer(.init(timerId: id))
        case 12..<13: return .recordMarker(.init(markerName: id))
        case 13..<15:
            return .signalExternalWorkflowExecution(
                .init(runId: pick([nil, "", "r1"]), signalName: "hello", workflowId: target)
            )
        case 15..<16:
            return .requestCancelExternalWorkflowExecution(.init(runId: pick([nil, "r9"]), workflowId: target))
        case 16..<18:
            return .startChildWorkflowExecution(
                .init(
                    childPolicy: pick([nil, .terminate, .requestCancel]),
                    workflowId: target,
                    workflowType: WorkflowType(name: random.isOneIn(6) ? "Bare" : "Publish", version: "1")
                )
            )
        case 18..<19: return .scheduleLambdaFunction(.init(id: id, name: "f"))
        // In the middle of a list it must be refused.
        default: return random.isOneIn(4) ? close() : .recordMarker(.init(markerName: id))
        }
    }

    private mutating func close() -> Decision {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .completeWorkflowExecution(.init(result: "r"))
        case 1: .failWorkflowExecution(.init(reason: "r"))
        case 2: .cancelWorkflowExecution(.init())
        default: .continueAsNewWorkflowExecution(.init(workflowTypeVersion: pick([nil, "1", "2"])))
        }
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }
}

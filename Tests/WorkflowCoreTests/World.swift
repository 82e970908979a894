import MartletTesting
import SWFModel
import WorkflowCore

/// A few executions, their histories, and the messages between them: the engine, as small as it can be.
///
/// After every transition it holds the machine against the invariants of design.md and notes what is broken.
struct World {
    /// One run.
    struct Run {
        var machine: ExecutionMachine
        var history: [HistoryEvent] = []
        /// The fold of the history, kept beside the machine and compared with its state.
        var folded: ExecutionState
        var linter = HistoryLinter()
        /// The tasks that effects have put into lists and not taken out.
        var offered: [OfferedTask] = []
        var heartbeats: Set<EventId> = []
    }

    private(set) var runs: [Run] = []
    /// Written and not delivered, oldest first.
    private(set) var outbox: [OutboxMessage] = []
    /// Lambda functions that are to be called.
    private(set) var invocations: [LambdaInvocation] = []
    var now = Fixtures.start
    var limits = Limits()
    /// Broken invariants.
    private(set) var problems: [String] = []

    /// The newest run of that workflow id.
    func index(of workflowId: String) -> Int? {
        runs.lastIndex { $0.machine.state.identity.execution.workflowId == workflowId }
    }

    mutating func start(
        _ attributes: WorkflowExecutionStartedEventAttributes,
        workflowId: String,
        runId: String
    ) -> Transition {
        let identity = Fixtures.identity(workflowId, run: runId, id: runs.count + 1)
        let (machine, transition) = ExecutionMachine.start(attributes, identity: identity, limits: limits, at: now)
        runs.append(Run(machine: machine, folded: ExecutionState(identity: identity)))
        took(transition, at: runs.count - 1)
        return transition
    }

    /// One input to one run.
    mutating func apply(
        to index: Int,
        _ input: (inout ExecutionMachine) throws(Fault) -> Transition
    ) throws(Fault) -> Transition {
        let before = runs[index].machine
        do {
            let transition = try input(&runs[index].machine)
            took(transition, at: index)
            return transition
        } catch {
            if runs[index].machine != before {
                problems.append("A refused input changed the execution: \(error)")
            }
            throw error
        }
    }

    /// Carries out the earliest deadline of a run if it is due now.
    mutating func serveDeadline(of index: Int) -> Transition? {
        guard let transition = runs[index].machine.deadlineReached(at: now) else { return nil }
        if transition.events.isEmpty {
            problems.append("A deadline was due and wrote nothing.")
        }
        took(transition, at: index)
        return transition
    }

    /// Adds something that is broken.
    mutating func note(_ problem: String) {
        problems.append(problem)
    }

    /// Delivers the oldest message; nil when there is none. The number of the run it went to comes with it.
    mutating func deliver() -> (run: Int, transition: Transition)? {
        guard !outbox.isEmpty else { return nil }
        let message = outbox.removeFirst()
        let target = runs.lastIndex {
            let execution = $0.machine.state.identity.execution
            return execution.workflowId == message.toWorkflowId
                && (message.toRunId == nil ? $0.machine.state.isOpen : execution.runId == message.toRunId)
        }
        if case .startChild = message.body, target == nil {
            let identity = Fixtures.identity(message.toWorkflowId, run: "c\(runs.count)", id: runs.count + 1)
            if let child = ExecutionMachine.startChild(message, identity: identity, limits: limits, at: now) {
                runs.append(Run(machine: child.machine, folded: ExecutionState(identity: identity)))
                took(child.transition, at: runs.count - 1)
                return (runs.count - 1, child.transition)
            }
        }
        guard let target, !message.isStart else {
            if let answer = message.undeliverable { outbox.append(answer) }
            return deliver()
        }
        let transition = runs[target].machine.received(message, at: now)
        took(transition, at: target)
        return (target, transition)
    }

    private mutating func took(_ transition: Transition, at index: Int) {
        check(transition, at: index)
        for effect in transition.effects {
            switch effect {
            case .offer(let task): runs[index].offered.append(task)
            case .withdraw(let kind, let scheduledEventId):
                let place = runs[index].offered.firstIndex {
                    $0.kind == kind && $0.scheduledEventId == scheduledEventId
                }
                if let place {
                    runs[index].offered.remove(at: place)
                } else {
                    problems.append("A task was withdrawn that was not offered: \(effect)")
                }
            case .send(let message):
                if case .invokeLambda(let invocation) = message.body {
                    invocations.append(invocation)
                } else {
                    outbox.append(message)
                }
            case .closed(let status):
                if runs[index].machine.state.close?.status != status {
                    problems.append("The close effect says \(status).")
                }
            case .continueAs(let attributes, let runId):
                let workflowId = runs[index].machine.state.identity.execution.workflowId
                _ = start(attributes, workflowId: workflowId, runId: runId)
            case .recordHeartbeat(let scheduledEventId, _, _): runs[index].heartbeats.insert(scheduledEventId)
            case .forgetHeartbeat(let scheduledEventId):
                if runs[index].heartbeats.remove(scheduledEventId) == nil {
                    problems.append("A heartbeat was forgotten that was not recorded: \(scheduledEventId)")
                }
            }
        }
        checkOffers(at: index)
    }

    private mutating func check(_ transition: Transition, at index: Int) {
        if runs[index].folded.close != nil, !transition.events.isEmpty {
            problems.append("A closed execution got an event.")
        }
        runs[index].history += transition.events
        for event in transition.events {
            runs[index].linter.take(event)
            runs[index].folded.apply(event)
        }
        let run = runs[index]
        problems += run.linter.problems + run.linter.owed
        if let inconsistency = run.machine.state.inconsistency {
            problems.append("The state is inconsistent: \(inconsistency)")
        }
        if Set(transition.events.map(\.eventTimestamp)).count > 1 {
            problems.append("A transition has more than one timestamp.")
        }
        if run.folded != run.machine.state {
            problems.append("The fold of the history is not the live state after event \(run.folded.lastEventId).")
        }
    }

    private mutating func checkOffers(at index: Int) {
        let run = runs[index]
        let offered = run.offered.sorted { $0.scheduledEventId < $1.scheduledEventId }
        if offered != run.machine.state.offeredTasks {
            problems.append("The offers are \(offered), but the state says \(run.machine.state.offeredTasks).")
        }
        if run.offered.count(where: { $0.kind == .decision }) > 1 {
            problems.append("Two decision tasks wait.")
        }
        if run.heartbeats != Set(run.machine.heartbeats.scheduledEventIds) {
            problems.append("The heartbeat rows are not those of the machine.")
        }
    }
}

extension OutboxMessage {
    fileprivate var isStart: Bool {
        if case .startChild = body { true } else { false }
    }
}

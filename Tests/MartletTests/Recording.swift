import Logging
import Martlet

@testable import Martlet

/// An execution as it went, and what was decided at each of its decision tasks.
struct Recording {
    struct Decided {
        var startedEventId: EventId
        var decisions: [Decision]
    }

    var workflow: any Workflow.Type
    var execution: WorkflowExecution
    var events: [HistoryEvent]
    var decided: [Decided]

    /// How the execution closed; nil when it did not.
    var outcome: ExecutionOutcome? {
        events.last.flatMap { ExecutionOutcome(execution: execution, event: $0) }
    }

    /// Lets an execution run to its close.
    ///
    /// - Parameters:
    ///   - workflow: The code.
    ///   - world: All around it.
    ///   - isHeld: Whether one decider holds the execution all the time, or each decision task is decided from scratch.
    ///   - cancelAfter: After how many decision tasks cancel is requested.
    ///   - signals: What is signaled, and after how many decision tasks.
    ///   - isBusy: Whether things happen while a decision task is out.
    ///   - holdsEvery: Each how many decision tasks, from the first, one is answered by a decider that cannot follow.
    static func of(
        _ workflow: any Workflow.Type,
        in world: SimulatedWorld,
        isHeld: Bool = true,
        cancelAfter: Int? = nil,
        signals: [Program.Arrival] = [],
        isBusy: Bool = true,
        holdsEvery: Int? = nil,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) throws -> Recording {
        var signals = signals
        var world = world
        var recording = Recording(workflow: workflow, execution: world.execution, events: [], decided: [])
        var held = recording.fresh(logger)
        defer { held.release() }
        var steps = 0
        var tasks = 0
        while world.isOpen {
            steps += 1
            guard steps < 20_000 else { throw Stuck(events: world.events.count) }
            guard let task = try world.pollDecisionTask() else {
                if !signals.isEmpty, world.isIdle {
                    let signal = signals.removeFirst()
                    try world.signal(signal.name, signal.input)
                    continue
                }
                guard try world.step() else { throw Stuck(events: world.events.count) }
                continue
            }
            tasks += 1
            if let holdsEvery, tasks % holdsEvery == 1 {
                let trouble = DecisionTrouble(sentence: "It cannot be followed", advice: nil)
                try world.answer(task, HoldRecord(world.events).decisions(trouble, identity: "another", limit: 25_000))
                held.release()
                held = recording.fresh(logger)
                continue
            }
            if !isHeld {
                held.release()
                held = recording.fresh(logger)
            }
            let decisions = try held.follow(world.events, to: task.startedEventId)
            recording.decided.append(Decided(startedEventId: task.startedEventId, decisions: decisions))
            if isBusy, steps.isMultiple(of: 3) { _ = try world.step() }
            if recording.decided.count == cancelAfter { try world.requestCancel() }
            while let signal = signals.first, signal.after <= recording.decided.count {
                try world.signal(signal.name, signal.input)
                signals.removeFirst()
            }
            do {
                try world.answer(task, decisions)
            } catch let fault as Fault where fault.code == .unknownResource {
                // The decision task timed out meanwhile: nothing of it is recorded, and nothing held is right.
                recording.decided.removeLast()
                held.release()
                held = recording.fresh(logger)
            }
            // One thing at least happens between two decision tasks, if it can.
            if world.isOpen, steps.isMultiple(of: 2) { _ = try world.step() }
        }
        recording.events = world.events
        return recording
    }

    /// Nothing can happen any more and the execution is open.
    struct Stuck: Error {
        var events: Int
    }

    /// The execution as a decider has it that knows nothing yet.
    func fresh(_ logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) -> HeldExecution {
        HeldExecution(
            about: HeldExecution.About(
                domain: "test",
                execution: execution,
                type: WorkflowType(name: workflow.definition.name, version: workflow.definition.version)
            ),
            workflow: WorkflowRun(workflow),
            logger: logger
        )
    }

    /// Decides every decision task again, each from the history before it, and the closed history as a whole.
    ///
    /// - Returns: What came out otherwise than recorded, in words.
    func replayed() -> [String] {
        var differences: [String] = []
        for decided in decided {
            let execution = fresh()
            defer { execution.release() }
            do {
                let again = try execution.follow(events, to: decided.startedEventId)
                if again != decided.decisions {
                    differences.append(
                        "at \(decided.startedEventId): \(again.map(\.short)) instead of \(decided.decisions.map(\.short))"
                    )
                }
            } catch {
                differences.append("at \(decided.startedEventId): \(error)")
            }
        }
        let execution = fresh()
        defer { execution.release() }
        do {
            try execution.verify(events)
        } catch {
            differences.append("as a whole: \(error)")
        }
        return differences
    }
}

extension Decision {
    /// A decision in short.
    var short: String {
        switch self {
        case .scheduleActivityTask(let attributes): "+\(attributes.activityId)"
        case .requestCancelActivityTask(let attributes): "-\(attributes.activityId)"
        case .startTimer(let attributes): "+\(attributes.timerId) \(attributes.startToFireTimeout)"
        case .cancelTimer(let attributes): "-\(attributes.timerId)"
        case .completeWorkflowExecution(let attributes): "complete \(attributes.result ?? "")"
        case .failWorkflowExecution(let attributes): "fail \(attributes.reason ?? "")"
        case .cancelWorkflowExecution: "cancel"
        case .recordMarker(let attributes): "=\(attributes.markerName) \(attributes.details ?? "")"
        case .startChildWorkflowExecution(let attributes): "+\(attributes.workflowId)"
        case .signalExternalWorkflowExecution(let attributes): "!\(attributes.signalName) \(attributes.workflowId)"
        case .requestCancelExternalWorkflowExecution(let attributes): "-\(attributes.workflowId)"
        case .scheduleLambdaFunction(let attributes): "+\(attributes.id) \(attributes.name)"
        case .continueAsNewWorkflowExecution(let attributes): "continue \(attributes.input ?? "")"
        }
    }
}

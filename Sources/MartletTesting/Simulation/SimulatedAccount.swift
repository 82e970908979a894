import SWFModel
import Storage
import WorkflowCore

/// One execution as the simulation knows it: its history as it is stored, and what follows from that.
struct SimulatedAccount {
    let identity: ExecutionIdentity
    /// The events as the store has them, each as JSON.
    private(set) var lines: [ArraySlice<UInt8>] = []
    private(set) var types: [EventType] = []
    private(set) var truth = ExecutionTruth()
    /// The fold of the history, by the engine's own core.
    private(set) var folded: ExecutionState
    private var linter = HistoryLinter(mayHandBack: true)
    /// How many violations of the linter were reported.
    private var reported = 0
    /// An answer of a decider whose decisions are being written.
    private var answer: (mark: String, eventId: EventId, decisions: ArraySlice<DecisionType>)?

    init(identity: ExecutionIdentity) {
        self.identity = identity
        folded = ExecutionState(identity: identity)
    }

    var lastEventId: EventId { lines.count }

    /// Takes the next event of the history.
    ///
    /// - Returns: What is wrong with it.
    mutating func take(
        _ event: HistoryEvent,
        line: ArraySlice<UInt8>,
        decisions: (String) -> [DecisionType]?
    ) -> [String] {
        var problems: [String] = []
        lines.append(line)
        types.append(event.eventType)
        linter.take(event)
        folded.apply(event)
        truth.take(event)
        if case .decisionTaskCompleted(let attributes) = event.attributes {
            answer = nil
            if let mark = attributes.executionContext, let decisions = decisions(mark) {
                answer = (mark, event.eventId, decisions[...])
            }
        } else if let type = event.attributes.resultOf, var answer {
            if answer.decisions.popFirst() != type {
                problems.append("Event \(event.eventId) is not what answer \(answer.mark) decided next.")
            }
            self.answer = answer
        }
        return problems
    }

    /// What is wrong with the history at the end of a transaction.
    mutating func problemsAtEnd() -> [String] {
        var problems = linter.violations.dropFirst(reported).map { "\($0) (rule \($0.rule.rawValue))" }
        reported = linter.violations.count
        problems += linter.missing.map { "\($0) (rule \($0.rule.rawValue))" }
        if let inconsistency = folded.inconsistency { problems.append("The fold says: \(inconsistency)") }
        // A termination for too many events ends the answer in the middle.
        if let answer, !answer.decisions.isEmpty, truth.close?.status != .terminated {
            problems.append("Answer \(answer.mark) at \(answer.eventId) was carried out in part.")
        }
        answer = nil
        problems += disagreements()
        return problems
    }

    /// Where the fold of the engine's core and the second opinion differ.
    private func disagreements() -> [String] {
        let info = folded.info
        var wrong: [String] = []
        if (info.executionStatus == .open) != truth.isOpen { wrong.append("executionStatus") }
        if info.closeStatus != truth.close?.status { wrong.append("closeStatus") }
        if info.closeTimestamp != truth.close?.at { wrong.append("closeTimestamp") }
        if info.startTimestamp != truth.startedAt { wrong.append("startTimestamp") }
        if info.workflowType != truth.workflowType { wrong.append("workflowType") }
        if (info.tagList ?? []) != truth.tags { wrong.append("tagList") }
        if info.parent != truth.parent { wrong.append("parent") }
        if folded.openCounts != truth.openCounts {
            wrong.append("openCounts (\(folded.openCounts) and \(truth.openCounts))")
        }
        return wrong.map { "The fold differs from the events in \($0)." }
    }

    /// What is wrong with the row of the execution.
    func problems(of record: ExecutionRecord) -> [String] {
        var problems: [String] = []
        if record.lastEventId != lastEventId {
            problems.append("Its row says that event \(record.lastEventId) is the last, its history \(lastEventId).")
        }
        if record.info != folded.info { problems.append("Its row differs from the fold: \(record.info).") }
        let deadline = truth.nextDeadline
        // When its heartbeats run out is in no history; it can only be sooner.
        let isRight =
            truth.hasHeartbeats
            ? record.nextDeadline.map { $0 <= deadline ?? $0 } ?? false : record.nextDeadline == deadline
        if !isRight {
            problems.append(
                "Its row says that the next deadline is \(text(record.nextDeadline)), its history \(text(deadline))."
            )
        }
        return problems
    }

    private func text(_ moment: Timestamp?) -> String { moment.map { "\($0.milliseconds)" } ?? "none" }

    /// The bytes of a page with these events.
    func page(_ range: ClosedRange<EventId>, reversed: Bool) -> [UInt8] {
        let wanted = lines[(range.lowerBound - 1)..<range.upperBound]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(wanted.reduce(0) { $0 + $1.count + 1 })
        for line in reversed ? Array(wanted.reversed()) : Array(wanted) {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: line)
        }
        return bytes
    }
}

extension HistoryEvent.Attributes {
    /// The decision that the event is the immediate result of; nil for other events.
    fileprivate var resultOf: DecisionType? {
        switch self {
        case .workflowExecutionCompleted, .completeWorkflowExecutionFailed: .completeWorkflowExecution
        case .workflowExecutionFailed, .failWorkflowExecutionFailed: .failWorkflowExecution
        case .workflowExecutionCanceled, .cancelWorkflowExecutionFailed: .cancelWorkflowExecution
        case .workflowExecutionContinuedAsNew, .continueAsNewWorkflowExecutionFailed: .continueAsNewWorkflowExecution
        case .activityTaskScheduled, .scheduleActivityTaskFailed: .scheduleActivityTask
        case .activityTaskCancelRequested, .requestCancelActivityTaskFailed: .requestCancelActivityTask
        case .markerRecorded, .recordMarkerFailed: .recordMarker
        case .timerStarted, .startTimerFailed: .startTimer
        case .timerCanceled, .cancelTimerFailed: .cancelTimer
        case .signalExternalWorkflowExecutionInitiated: .signalExternalWorkflowExecution
        case .requestCancelExternalWorkflowExecutionInitiated: .requestCancelExternalWorkflowExecution
        case .signalExternalWorkflowExecutionFailed(let attributes):
            attributes.initiatedEventId == 0 ? .signalExternalWorkflowExecution : nil
        case .requestCancelExternalWorkflowExecutionFailed(let attributes):
            attributes.initiatedEventId == 0 ? .requestCancelExternalWorkflowExecution : nil
        case .startChildWorkflowExecutionInitiated: .startChildWorkflowExecution
        case .startChildWorkflowExecutionFailed(let attributes):
            attributes.initiatedEventId == 0 ? .startChildWorkflowExecution : nil
        case .lambdaFunctionScheduled, .scheduleLambdaFunctionFailed: .scheduleLambdaFunction
        default: nil
        }
    }
}

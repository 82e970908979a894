public import SWFModel

/// Checks a history against the invariants of the service: swf-spec.md 5.17, design.md invariant 2, and that no clock
/// ran out early.
///
/// It knows nothing of the code that writes histories and keeps its own tables, so that it can hold that code to account.
/// Each broken rule is one sentence that begins with the event's number.
public struct HistoryLinter: Sendable {
    /// What is wrong so far.
    public private(set) var problems: [String] = []

    var lastEventId: EventId = 0
    var lastTimestamp = Timestamp(milliseconds: 0)
    var closeEventId: EventId?
    var decisionTasks = DecisionTaskRules()
    var batch = BatchRules()
    var items = OpenItemRules()
    var execution = ExecutionRules()

    /// A linter that has seen nothing.
    public init() {}

    /// Everything that is wrong with the history; it may end before the execution closes.
    public static func lint(_ events: [HistoryEvent]) -> [String] {
        var linter = HistoryLinter()
        for event in events {
            linter.take(event)
        }
        return linter.problems + linter.owed
    }

    /// What the history owes when it ends here, that is, at the end of a transaction: a decision task for an event that
    /// needs one. Nothing while the last event is part of a transaction that is not complete.
    public var owed: [String] {
        guard closeEventId == nil, let eventId = decisionTasks.owedSince else { return [] }
        return ["\(eventId): no decision task was scheduled for it."]
    }

    /// Checks the next event.
    public mutating func take(_ event: HistoryEvent) {
        if event.eventId != lastEventId + 1 {
            report(event, "its number does not follow \(lastEventId).")
        }
        if event.eventTimestamp < lastTimestamp {
            report(event, "it is earlier than the event before it.")
        }
        if let closeEventId {
            report(event, "it follows the close at \(closeEventId).")
        }
        beginning(event)
        // A decision task may be owed only inside the transaction whose event needs it.
        if event.eventTimestamp != lastTimestamp, let eventId = decisionTasks.owedSince {
            report(event, "no decision task was scheduled for event \(eventId).")
            decisionTasks.owedSince = nil
        }
        lastEventId = event.eventId
        lastTimestamp = event.eventTimestamp

        problems += batch.take(event, decisionTasks: decisionTasks)
        problems += items.take(event)
        problems += execution.take(event)
        problems += decisionTasks.take(event)
        if Self.closes.contains(event.eventType) {
            closeEventId = event.eventId
        }
    }

    private mutating func beginning(_ event: HistoryEvent) {
        let isStart = event.eventType == .workflowExecutionStarted
        if isStart != (lastEventId == 0) {
            report(event, "an execution starts with event 1, and once.")
        }
        if lastEventId == 1 {
            if event.eventType != .decisionTaskScheduled {
                report(event, "event 2 must be DecisionTaskScheduled.")
            } else if event.eventTimestamp != lastTimestamp {
                report(event, "events 1 and 2 must be of one moment.")
            }
        }
    }

    private mutating func report(_ event: HistoryEvent, _ sentence: String) {
        problems.append("\(event.eventId) \(event.eventType.rawValue): \(sentence)")
    }

    /// The events that close an execution.
    static let closes: Set<EventType> = [
        .workflowExecutionCompleted, .workflowExecutionFailed, .workflowExecutionCanceled, .workflowExecutionTimedOut,
        .workflowExecutionTerminated, .workflowExecutionContinuedAsNew,
    ]

    /// The events after which a decider must look (swf-spec.md 5.2); beside these, every event whose type ends in
    /// `Failed` and that tells of a decision.
    static let stimuli: Set<EventType> = [
        .workflowExecutionStarted, .workflowExecutionSignaled, .workflowExecutionCancelRequested,
        .activityTaskCompleted, .activityTaskFailed, .activityTaskTimedOut, .activityTaskCanceled,
        .timerFired, .decisionTaskTimedOut,
        .childWorkflowExecutionStarted, .childWorkflowExecutionCompleted, .childWorkflowExecutionFailed,
        .childWorkflowExecutionTimedOut, .childWorkflowExecutionCanceled, .childWorkflowExecutionTerminated,
        .externalWorkflowExecutionSignaled, .externalWorkflowExecutionCancelRequested,
        .lambdaFunctionCompleted, .lambdaFunctionFailed, .lambdaFunctionTimedOut,
    ]

    /// Whether a decider must look after this event.
    static func isStimulus(_ type: EventType) -> Bool {
        stimuli.contains(type) || (type.rawValue.hasSuffix("Failed") && !closes.contains(type))
    }
}

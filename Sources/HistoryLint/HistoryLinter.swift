public import SWFModel

/// Checks a history against the invariants of the service: swf-spec.md 5.17, design.md invariant 2, and that no clock
/// ran out early.
///
/// It knows nothing of the code that writes histories and keeps its own tables, so that it can hold that code to account.
public struct HistoryLinter: Sendable {
    private var findings = LintFindings()
    private var lastEventId: EventId = 0
    private var lastTimestamp = Timestamp(milliseconds: 0)
    private var closeEventId: EventId?
    private var decisionTasks: DecisionTaskRules
    private var answers = AnswerRules()
    private var items = ItemRules()
    private var execution = ExecutionRules()

    /// A linter that has seen nothing.
    ///
    /// - Parameter mayHandBack: Whether deciders may have handed decision tasks back, as a Martlet server allows. The event says
    ///   nothing of it (``SWFModel/HandBack``), so that a decision task then may time out at any time after its start. Activity
    ///   tasks say it in their details.
    public init(mayHandBack: Bool = false) {
        decisionTasks = DecisionTaskRules(mayHandBack: mayHandBack)
    }

    /// Every broken rule so far.
    public var violations: [LintViolation] { findings.violations }

    /// Every broken rule so far as a sentence that begins with the number of the event.
    public var problems: [String] { findings.violations.map(\.description) }

    /// Every rule that the history breaks, as sentences; it may end before the execution closes.
    public static func lint(_ events: some Sequence<HistoryEvent>) -> [String] {
        violations(in: events).map(\.description)
    }

    /// Every rule that the history breaks; it may end before the execution closes.
    ///
    /// - Parameter mayHandBack: Whether deciders may have handed decision tasks back; see ``init(mayHandBack:)``.
    public static func violations(
        in events: some Sequence<HistoryEvent>,
        mayHandBack: Bool = false
    ) -> [LintViolation] {
        var linter = HistoryLinter(mayHandBack: mayHandBack)
        for event in events { linter.take(event) }
        return linter.violations + linter.missing
    }

    /// What the history lacks when it ends here, that is, at the end of a transaction: a decision task for an event that
    /// needs one. Nothing while the last event is part of a transaction that is not complete.
    public var missing: [LintViolation] {
        guard closeEventId == nil, let eventId = decisionTasks.owedSince else { return [] }
        return [LintViolation(.wakeUp, eventId, nil, "no decision task was scheduled for it.")]
    }

    /// ``missing`` as sentences.
    public var owed: [String] { missing.map(\.description) }

    /// Checks the next event.
    public mutating func take(_ event: HistoryEvent) {
        // A file may hold the largest number there is, after which none follows.
        if lastEventId == .max || event.eventId != lastEventId + 1 {
            findings.report(.numbers, event, "its number does not follow \(lastEventId).")
        }
        if event.eventTimestamp < lastTimestamp {
            findings.report(.times, event, "it is earlier than the event before it.")
        }
        if let closeEventId {
            findings.report(.close, event, "it follows the close at \(closeEventId).")
        }
        beginning(event)
        // A decision task may be owed only inside the transaction whose event needs it.
        if event.eventTimestamp != lastTimestamp, let eventId = decisionTasks.owedSince, closeEventId == nil,
            lastEventId > 1
        {
            findings.report(.wakeUp, event, "no decision task was scheduled for event \(eventId).")
            decisionTasks.owedSince = nil
        }
        lastEventId = event.eventId
        lastTimestamp = event.eventTimestamp

        answers.take(event, decisionTasks: decisionTasks, &findings)
        items.take(event, &findings)
        execution.take(event, &findings)
        decisionTasks.take(event, &findings)
        if event.eventType.closesExecution { closeEventId = event.eventId }
    }

    private mutating func beginning(_ event: HistoryEvent) {
        let isStart = event.eventType == .workflowExecutionStarted
        if isStart != (lastEventId == 0) {
            findings.report(.beginning, event, "an execution starts with event 1, and once.")
        }
        if lastEventId == 1 {
            if event.eventType != .decisionTaskScheduled {
                findings.report(.beginning, event, "event 2 must be DecisionTaskScheduled.")
            } else if event.eventTimestamp != lastTimestamp {
                findings.report(.beginning, event, "events 1 and 2 must be of one moment.")
            }
        }
    }
}

import SWFModel

/// The rules about decision tasks: swf-spec.md 5.17, numbers 3 to 6.
struct DecisionTaskRules: Sendable {
    /// A scheduled decision task and the clocks it brought.
    struct Scheduled: Sendable {
        var eventId: EventId
        var at: Timestamp
        var scheduleToStart: TimeoutInterval?
        var startToClose: TimeoutInterval?
    }

    private let mayHandBack: Bool
    /// Those that nobody has taken: at most one, whether or not another is started.
    private(set) var waiting: [Scheduled] = []
    /// The one that a decider works on.
    private(set) var started: (task: Scheduled, startedEventId: EventId, at: Timestamp)?
    /// The event for which a decision task must still be scheduled.
    var owedSince: EventId?

    init(mayHandBack: Bool) {
        self.mayHandBack = mayHandBack
    }

    mutating func take(_ event: HistoryEvent, _ findings: inout LintFindings) {
        switch event.attributes {
        case .decisionTaskScheduled(let attributes):
            scheduled(attributes, event, &findings)
        case .decisionTaskStarted(let attributes):
            if let started {
                findings.report(
                    .oneDecisionTask,
                    event,
                    "decision task \(started.task.eventId) is started and not answered."
                )
            }
            guard let index = waiting.firstIndex(where: { $0.eventId == attributes.scheduledEventId }) else {
                findings.report(
                    .decisionTaskLinks,
                    event,
                    "decision task \(attributes.scheduledEventId) does not wait."
                )
                break
            }
            started = (waiting.remove(at: index), event.eventId, event.eventTimestamp)
        case .decisionTaskCompleted(let attributes):
            if started?.task.eventId != attributes.scheduledEventId
                || started?.startedEventId != attributes.startedEventId
            {
                findings.report(
                    .decisionTaskLinks,
                    event,
                    "decision task \(attributes.scheduledEventId) is not started at \(attributes.startedEventId)."
                )
            }
            started = nil
        case .decisionTaskTimedOut(let attributes):
            timedOut(attributes, event, &findings)
        default:
            break
        }
        // One that waits already will show the event to the decider.
        if event.eventType.needsDecider, waiting.isEmpty, owedSince == nil { owedSince = event.eventId }
    }

    private mutating func scheduled(
        _ attributes: DecisionTaskScheduledEventAttributes,
        _ event: HistoryEvent,
        _ findings: inout LintFindings
    ) {
        if let other = waiting.first {
            findings.report(.oneDecisionTask, event, "decision task \(other.eventId) waits already.")
        } else if let owedSince {
            // In the window of a started task it stands directly after the first event that needs it.
            if started != nil, owedSince == .max || event.eventId != owedSince + 1 {
                findings.report(
                    .queuedDecisionTask,
                    event,
                    "it does not directly follow event \(owedSince), which needs it."
                )
            }
        } else {
            findings.report(.wakeUp, event, "no event needs it.")
        }
        owedSince = nil
        waiting.append(
            Scheduled(
                eventId: event.eventId,
                at: event.eventTimestamp,
                scheduleToStart: TimeoutInterval(wire: attributes.scheduleToStartTimeout),
                startToClose: TimeoutInterval(wire: attributes.startToCloseTimeout)
            )
        )
    }

    private mutating func timedOut(
        _ attributes: DecisionTaskTimedOutEventAttributes,
        _ event: HistoryEvent,
        _ findings: inout LintFindings
    ) {
        switch attributes.timeoutType {
        case .startToClose:
            if let started, started.task.eventId == attributes.scheduledEventId,
                started.startedEventId == attributes.startedEventId
            {
                if !mayHandBack, isEarly(event, started.task.startToClose, since: started.at) {
                    findings.report(.clocks, event, "it is early.")
                }
            } else {
                findings.report(.decisionTaskLinks, event, "no such decision task is started.")
            }
            started = nil
        case .scheduleToStart:
            if let index = waiting.firstIndex(where: { $0.eventId == attributes.scheduledEventId }),
                attributes.startedEventId == 0
            {
                let task = waiting.remove(at: index)
                if isEarly(event, task.scheduleToStart, since: task.at) {
                    findings.report(.clocks, event, "it is early.")
                }
            } else {
                findings.report(.decisionTaskLinks, event, "no such decision task waits.")
            }
        }
    }
}

/// Whether an event that a clock brought came before the clock ran out.
func isEarly(_ event: HistoryEvent, _ timeout: TimeoutInterval?, since start: Timestamp) -> Bool {
    guard let deadline = (timeout ?? .none).deadline(from: start) else { return true }
    return event.eventTimestamp < deadline
}

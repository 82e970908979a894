import SWFModel

/// Each activity task is started at most once and closed at most once, by events that link to it.
struct ActivityRules: Sendable {
    private struct Task {
        var scheduled: ActivityTaskScheduledEventAttributes
        var scheduledAt: Timestamp
        var startedEventId: EventId = 0
        var startedAt: Timestamp?
        var cancelRequestedEventId: EventId?
    }

    private var open: [EventId: Task] = [:]
    private var byActivityId: [String: EventId] = [:]

    mutating func take(_ event: HistoryEvent, _ findings: inout LintFindings) {
        switch event.attributes {
        case .activityTaskScheduled(let attributes):
            scheduled(attributes, event, &findings)
        case .activityTaskStarted(let attributes):
            guard let task = open[attributes.scheduledEventId] else {
                return findings.report(.items, event, "no such activity task is open.")
            }
            guard task.startedEventId == 0 else {
                return findings.report(.items, event, "the task was started at \(task.startedEventId).")
            }
            open[attributes.scheduledEventId]?.startedEventId = event.eventId
            open[attributes.scheduledEventId]?.startedAt = event.eventTimestamp
        case .activityTaskCancelRequested(let attributes):
            guard let eventId = byActivityId[attributes.activityId] else {
                return findings.report(.items, event, "no such activity task is open.")
            }
            open[eventId]?.cancelRequestedEventId = event.eventId
        case .activityTaskCompleted(let attributes):
            close(attributes.scheduledEventId, attributes.startedEventId, event, &findings)
        case .activityTaskFailed(let attributes):
            close(attributes.scheduledEventId, attributes.startedEventId, event, &findings)
        case .activityTaskCanceled(let attributes):
            let request = attributes.latestCancelRequestedEventId
            let task = close(
                attributes.scheduledEventId,
                attributes.startedEventId,
                mayBeUnstarted: request != nil,
                event,
                &findings
            )
            if let task, task.cancelRequestedEventId != request {
                findings.report(.items, event, "latestCancelRequestedEventId is not that of the task.")
            }
        case .activityTaskTimedOut(let attributes):
            timedOut(attributes, event, &findings)
        default:
            break
        }
    }

    private mutating func scheduled(
        _ attributes: ActivityTaskScheduledEventAttributes,
        _ event: HistoryEvent,
        _ findings: inout LintFindings
    ) {
        if let other = byActivityId[attributes.activityId] {
            findings.report(.items, event, "activity id \(attributes.activityId) is open since \(other).")
        }
        if attributes.scheduleToStartTimeout == nil || attributes.scheduleToCloseTimeout == nil
            || attributes.startToCloseTimeout == nil || attributes.heartbeatTimeout == nil
        {
            findings.report(.items, event, "a timeout is missing.")
        }
        open[event.eventId] = Task(scheduled: attributes, scheduledAt: event.eventTimestamp)
        byActivityId[attributes.activityId] = event.eventId
    }

    @discardableResult
    private mutating func close(
        _ scheduledEventId: EventId,
        _ startedEventId: EventId,
        mayBeUnstarted: Bool = false,
        _ event: HistoryEvent,
        _ findings: inout LintFindings
    ) -> Task? {
        guard let task = open.removeValue(forKey: scheduledEventId) else {
            findings.report(.items, event, "no such activity task is open.")
            return nil
        }
        byActivityId[task.scheduled.activityId] = nil
        if task.startedEventId != startedEventId {
            findings.report(.items, event, "the task's start is \(task.startedEventId), not \(startedEventId).")
        } else if startedEventId == 0, !mayBeUnstarted {
            findings.report(.items, event, "nobody had started the task.")
        }
        return task
    }

    private mutating func timedOut(
        _ attributes: ActivityTaskTimedOutEventAttributes,
        _ event: HistoryEvent,
        _ findings: inout LintFindings
    ) {
        let closed = close(
            attributes.scheduledEventId,
            attributes.startedEventId,
            mayBeUnstarted: true,
            event,
            &findings
        )
        guard let task = closed else { return }
        let timeout: String?
        let start: Timestamp?
        switch attributes.timeoutType {
        case .scheduleToStart:
            (timeout, start) = (task.scheduled.scheduleToStartTimeout, task.scheduledAt)
            if task.startedAt != nil { findings.report(.items, event, "the task had been started.") }
        case .scheduleToClose:
            (timeout, start) = (task.scheduled.scheduleToCloseTimeout, task.scheduledAt)
        case .startToClose:
            (timeout, start) = (task.scheduled.startToCloseTimeout, task.startedAt)
        case .heartbeat:
            (timeout, start) = (task.scheduled.heartbeatTimeout, task.startedAt)
        }
        guard let start else { return findings.report(.items, event, "nobody had started the task.") }
        if HandBack.isNoted(in: attributes.details) {
            handedBack(attributes.timeoutType, task, event, &findings)
            return
        }
        if isEarly(event, TimeoutInterval(wire: timeout), since: start) {
            findings.report(.clocks, event, "it is early.")
        }
    }

    /// A task that was handed back did not run out of time. It is said to have, of the clock that watches over workers, or of
    /// the whole work where there is none.
    private func handedBack(
        _ timeoutType: ActivityTaskTimeoutType,
        _ task: Task,
        _ event: HistoryEvent,
        _ findings: inout LintFindings
    ) {
        let isWatched = TimeoutInterval(wire: task.scheduled.heartbeatTimeout) != TimeoutInterval.none
        if timeoutType != (isWatched ? .heartbeat : .startToClose) {
            findings.report(.items, event, "a task that is handed back does not end by \(timeoutType.rawValue).")
        } else if task.startedAt == nil {
            findings.report(.items, event, "nobody had started the task.")
        }
    }
}

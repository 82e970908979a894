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

    mutating func take(_ event: HistoryEvent) -> [String] {
        switch event.attributes {
        case .activityTaskScheduled(let attributes):
            return scheduled(attributes, event)
        case .activityTaskStarted(let attributes):
            guard let task = open[attributes.scheduledEventId] else { return ["no such activity task is open."] }
            guard task.startedEventId == 0 else { return ["the task was started at \(task.startedEventId)."] }
            open[attributes.scheduledEventId]?.startedEventId = event.eventId
            open[attributes.scheduledEventId]?.startedAt = event.eventTimestamp
            return []
        case .activityTaskCancelRequested(let attributes):
            guard let eventId = byActivityId[attributes.activityId] else { return ["no such activity task is open."] }
            open[eventId]?.cancelRequestedEventId = event.eventId
            return []
        case .activityTaskCompleted(let attributes):
            return closed(attributes.scheduledEventId, attributes.startedEventId).sentences
        case .activityTaskFailed(let attributes):
            return closed(attributes.scheduledEventId, attributes.startedEventId).sentences
        case .activityTaskCanceled(let attributes):
            let (task, sentences) = closed(
                attributes.scheduledEventId,
                attributes.startedEventId,
                mayBeUnstarted: attributes.latestCancelRequestedEventId != nil
            )
            return task?.cancelRequestedEventId == attributes.latestCancelRequestedEventId
                ? sentences
                : sentences + ["latestCancelRequestedEventId is not that of the task."]
        case .activityTaskTimedOut(let attributes):
            return timedOut(attributes, event)
        default:
            return []
        }
    }

    private mutating func scheduled(
        _ attributes: ActivityTaskScheduledEventAttributes,
        _ event: HistoryEvent
    ) -> [String] {
        var sentences: [String] = []
        if let other = byActivityId[attributes.activityId] {
            sentences.append("activity id \(attributes.activityId) is open since \(other).")
        }
        let timeouts = [
            attributes.scheduleToStartTimeout, attributes.scheduleToCloseTimeout, attributes.startToCloseTimeout,
            attributes.heartbeatTimeout,
        ]
        if timeouts.contains(nil) {
            sentences.append("a timeout is missing.")
        }
        open[event.eventId] = Task(scheduled: attributes, scheduledAt: event.eventTimestamp)
        byActivityId[attributes.activityId] = event.eventId
        return sentences
    }

    private mutating func closed(
        _ scheduledEventId: EventId,
        _ startedEventId: EventId,
        mayBeUnstarted: Bool = false
    ) -> (task: Task?, sentences: [String]) {
        guard let task = open.removeValue(forKey: scheduledEventId) else {
            return (nil, ["no such activity task is open."])
        }
        byActivityId[task.scheduled.activityId] = nil
        guard task.startedEventId == startedEventId else {
            return (task, ["the task's start is \(task.startedEventId), not \(startedEventId)."])
        }
        return (task, startedEventId == 0 && !mayBeUnstarted ? ["nobody had started the task."] : [])
    }

    private mutating func timedOut(
        _ attributes: ActivityTaskTimedOutEventAttributes,
        _ event: HistoryEvent
    ) -> [String] {
        let (task, problems) = closed(
            attributes.scheduledEventId,
            attributes.startedEventId,
            mayBeUnstarted: true
        )
        guard let task else { return problems }
        var sentences = problems
        let timeout: String?
        let start: Timestamp?
        switch attributes.timeoutType {
        case .scheduleToStart:
            (timeout, start) = (task.scheduled.scheduleToStartTimeout, task.scheduledAt)
            if task.startedAt != nil { sentences.append("the task had been started.") }
        case .scheduleToClose:
            (timeout, start) = (task.scheduled.scheduleToCloseTimeout, task.scheduledAt)
        case .startToClose:
            (timeout, start) = (task.scheduled.startToCloseTimeout, task.startedAt)
        case .heartbeat:
            (timeout, start) = (task.scheduled.heartbeatTimeout, task.startedAt)
        }
        if let start {
            if isEarly(event, TimeoutInterval(wire: timeout), since: start) { sentences.append("it is early.") }
        } else {
            sentences.append("nobody had started the task.")
        }
        return sentences
    }
}

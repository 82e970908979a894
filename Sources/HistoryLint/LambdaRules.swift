import SWFModel

/// Each lambda task starts or fails to, once, and closes at most once.
struct LambdaRules: Sendable {
    private struct Task {
        var startedEventId: EventId = 0
        var startedAt: Timestamp?
        var timeout: TimeoutInterval?
    }

    private var open: [EventId: Task] = [:]

    mutating func take(_ event: HistoryEvent, _ findings: inout LintFindings) {
        switch event.attributes {
        case .lambdaFunctionScheduled(let attributes):
            open[event.eventId] = Task(timeout: TimeoutInterval(wire: attributes.startToCloseTimeout))
        case .lambdaFunctionStarted(let attributes):
            guard open[attributes.scheduledEventId]?.startedEventId == 0 else {
                findings.report(.items, event, "no such lambda task waits.")
                break
            }
            open[attributes.scheduledEventId]?.startedEventId = event.eventId
            open[attributes.scheduledEventId]?.startedAt = event.eventTimestamp
        case .startLambdaFunctionFailed(let attributes):
            close(attributes.scheduledEventId ?? 0, 0, event, &findings)
        case .lambdaFunctionCompleted(let attributes):
            close(attributes.scheduledEventId, attributes.startedEventId, event, &findings)
        case .lambdaFunctionFailed(let attributes):
            close(attributes.scheduledEventId, attributes.startedEventId, event, &findings)
        case .lambdaFunctionTimedOut(let attributes):
            let task = close(attributes.scheduledEventId, attributes.startedEventId, event, &findings)
            // The service's own limit stands in for a timeout that was not given (swf-spec.md 3.2.13).
            if let task, let startedAt = task.startedAt, let timeout = task.timeout,
                isEarly(event, timeout, since: startedAt)
            {
                findings.report(.clocks, event, "it is early.")
            }
        default:
            break
        }
    }

    @discardableResult
    private mutating func close(
        _ scheduledEventId: EventId,
        _ startedEventId: EventId,
        _ event: HistoryEvent,
        _ findings: inout LintFindings
    ) -> Task? {
        guard let task = open.removeValue(forKey: scheduledEventId), task.startedEventId == startedEventId else {
            findings.report(.items, event, "no such lambda task is open.")
            return nil
        }
        return task
    }
}

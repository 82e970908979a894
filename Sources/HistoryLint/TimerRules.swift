import SWFModel

/// Each timer fires at most once, not before its time, or is canceled.
struct TimerRules: Sendable {
    private struct Timer {
        var timerId: String
        var timeout: TimeoutInterval?
        var startedAt: Timestamp
    }

    private var open: [EventId: Timer] = [:]
    private var openIds: Set<String> = []

    mutating func take(_ event: HistoryEvent, _ findings: inout LintFindings) {
        switch event.attributes {
        case .timerStarted(let attributes):
            open[event.eventId] = Timer(
                timerId: attributes.timerId,
                timeout: TimeoutInterval(wire: attributes.startToFireTimeout),
                startedAt: event.eventTimestamp
            )
            if !openIds.insert(attributes.timerId).inserted {
                findings.report(.items, event, "timer id \(attributes.timerId) is open.")
            }
        case .timerFired(let attributes):
            guard let timer = closed(attributes.startedEventId, attributes.timerId) else {
                return findings.report(.items, event, "no such timer is open.")
            }
            if isEarly(event, timer.timeout, since: timer.startedAt) {
                findings.report(.clocks, event, "it is early.")
            }
        case .timerCanceled(let attributes):
            if closed(attributes.startedEventId, attributes.timerId) == nil {
                findings.report(.items, event, "no such timer is open.")
            }
        default:
            break
        }
    }

    private mutating func closed(_ startedEventId: EventId, _ timerId: String) -> Timer? {
        guard let timer = open[startedEventId], timer.timerId == timerId else { return nil }
        open[startedEventId] = nil
        openIds.remove(timerId)
        return timer
    }
}

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

    mutating func take(_ event: HistoryEvent) -> [String] {
        switch event.attributes {
        case .timerStarted(let attributes):
            open[event.eventId] = Timer(
                timerId: attributes.timerId,
                timeout: TimeoutInterval(wire: attributes.startToFireTimeout),
                startedAt: event.eventTimestamp
            )
            return openIds.insert(attributes.timerId).inserted ? [] : ["timer id \(attributes.timerId) is open."]
        case .timerFired(let attributes):
            guard let timer = closed(attributes.startedEventId, attributes.timerId) else {
                return ["no such timer is open."]
            }
            return isEarly(event, timer.timeout, since: timer.startedAt) ? ["it is early."] : []
        case .timerCanceled(let attributes):
            return closed(attributes.startedEventId, attributes.timerId) == nil ? ["no such timer is open."] : []
        default:
            return []
        }
    }

    private mutating func closed(_ startedEventId: EventId, _ timerId: String) -> Timer? {
        guard let timer = open[startedEventId], timer.timerId == timerId else { return nil }
        open[startedEventId] = nil
        openIds.remove(timerId)
        return timer
    }
}

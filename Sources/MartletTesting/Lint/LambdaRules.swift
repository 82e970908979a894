import SWFModel

/// Each lambda task starts or fails to, once, and closes at most once.
struct LambdaRules: Sendable {
    /// The started event of each open task; 0 before it.
    private var open: [EventId: EventId] = [:]

    mutating func take(_ event: HistoryEvent) -> [String] {
        switch event.attributes {
        case .lambdaFunctionScheduled:
            open[event.eventId] = 0
            return []
        case .lambdaFunctionStarted(let attributes):
            guard open[attributes.scheduledEventId] == 0 else { return ["no such lambda task waits."] }
            open[attributes.scheduledEventId] = event.eventId
            return []
        case .startLambdaFunctionFailed(let attributes):
            return closed(attributes.scheduledEventId ?? 0, 0)
        case .lambdaFunctionCompleted(let attributes):
            return closed(attributes.scheduledEventId, attributes.startedEventId)
        case .lambdaFunctionFailed(let attributes):
            return closed(attributes.scheduledEventId, attributes.startedEventId)
        case .lambdaFunctionTimedOut(let attributes):
            return closed(attributes.scheduledEventId, attributes.startedEventId)
        default:
            return []
        }
    }

    private mutating func closed(_ scheduledEventId: EventId, _ startedEventId: EventId) -> [String] {
        open.removeValue(forKey: scheduledEventId) == startedEventId ? [] : ["no such lambda task is open."]
    }
}

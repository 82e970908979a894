import SWFModel

/// One call of a lambda function, as the code sees it.
///
///     asked --matched in the history--> scheduled --completed|failed|timedOut|not started--> closed
///     asked --withdrawn before it was sent--> closed
///     asked --refused by the service--> refused --delivered--> closed
///     scheduled --no longer wanted by the code--> closed: a function cannot be called back, so nobody waits for it
struct LambdaMachine: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case asked
        case scheduled(EventId)
        case refused(ScheduleLambdaFunctionFailedCause)
        case closed
    }

    var state = State.asked

    /// The outcome that a closing event of the function gives; nil when the event is none.
    static func outcome(of event: HistoryEvent.Attributes) -> (scheduledEventId: EventId, outcome: LambdaOutcome)? {
        switch event {
        case .lambdaFunctionCompleted(let attributes):
            (attributes.scheduledEventId, .completed(result: attributes.result))
        case .lambdaFunctionFailed(let attributes):
            (attributes.scheduledEventId, .failed(reason: attributes.reason, details: attributes.details))
        case .lambdaFunctionTimedOut(let attributes):
            (attributes.scheduledEventId, .timedOut)
        case .startLambdaFunctionFailed(let attributes):
            attributes.scheduledEventId.map {
                ($0, .notStarted(message: attributes.message ?? attributes.cause?.rawValue))
            }
        default:
            nil
        }
    }
}

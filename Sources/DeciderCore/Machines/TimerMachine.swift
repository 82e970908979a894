import SWFModel

/// One timer, as the code sees it.
///
///     asked --matched in the history--> started --fired--> closed
///     asked --withdrawn before it was sent--> closed
///     asked --refused by the service--> refused --delivered--> closed, or asked again when the refusal will pass
///     started --canceled by the code--> closed
struct TimerMachine: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case asked
        case started(EventId)
        case refused(StartTimerFailedCause)
        case closed
    }

    let attributes: StartTimerDecisionAttributes
    let place: SourcePlace?
    var state = State.asked
}

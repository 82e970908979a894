import SWFModel

/// One lambda task, from schedule to close (swf-spec.md 5.10).
///
///     (none)    --LambdaFunctionScheduled--> scheduled
///     scheduled --LambdaFunctionStarted----> started
///     scheduled --StartLambdaFunctionFailed--> (none)
///     started   --LambdaFunctionCompleted, Failed, TimedOut--> (none)
struct LambdaTask: Codable, Equatable, Sendable {
    enum State: Codable, Equatable, Sendable {
        case scheduled
        case started(eventId: EventId, at: Timestamp)
    }

    var scheduledEventId: EventId
    var scheduledAt: Timestamp
    /// In milliseconds; nil never runs out.
    var startToClose: Int?
    var state: State

    init(_ attributes: LambdaFunctionScheduledEventAttributes, eventId: EventId, at timestamp: Timestamp) {
        scheduledEventId = eventId
        scheduledAt = timestamp
        startToClose = Clock.milliseconds(attributes.startToCloseTimeout)
        state = .scheduled
    }
}

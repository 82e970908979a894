import SWFModel

/// One timer that has neither fired nor been canceled (swf-spec.md 5.5).
///
///     (none)  --TimerStarted--> started
///     started --TimerFired, TimerCanceled--> (none)
struct OpenTimer: Codable, Equatable, Sendable {
    /// The event that started the timer.
    var startedEventId: EventId
    /// The decider's name for it, unique among the open ones.
    var timerId: String
    /// When it fires; nil when its timeout is not a number of seconds, and so never.
    var firesAt: Timestamp?

    init(_ attributes: TimerStartedEventAttributes, eventId: EventId, at timestamp: Timestamp) {
        startedEventId = eventId
        timerId = attributes.timerId
        firesAt = Clock.deadline(Clock.milliseconds(attributes.startToFireTimeout), after: timestamp)
    }
}

extension OpenTimer: OpenItem {
    var openedEventId: EventId { startedEventId }
    var name: String { timerId }
}

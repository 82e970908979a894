public import SWFModel

/// What one input did to an execution: one transaction, all or nothing.
public struct Transition: Equatable, Sendable {
    /// The new events, in order and all of one timestamp. Empty for a heartbeat, or when nothing was to be done.
    public internal(set) var events: [HistoryEvent] = []
    /// What must happen outside, in order.
    public internal(set) var effects: [Effect] = []
    /// The timestamp of the events: now, but never before the event before (swf-spec.md 1.4).
    public let timestamp: Timestamp
    /// What is left of the allowance that a batch of decisions was given; nil when it was given none, and for every other
    /// input.
    public internal(set) var allowance: DecisionAllowance?
    /// Whether an event asked for a decision task that is not scheduled yet.
    var needsDecision = false

    init(timestamp: Timestamp) {
        self.timestamp = timestamp
    }

    /// Whether nothing happened.
    public var isEmpty: Bool { events.isEmpty && effects.isEmpty }
}

public import SWFModel

/// The code no longer does what its history says it did.
public struct Divergence: Error, Hashable, Sendable {
    /// The event at which the two part.
    public var eventId: EventId
    /// What the history has there, in words.
    public var recorded: String
    /// What the code asks for instead, in words.
    public var asked: String
    /// Where the code asks for it; nil when that is not known.
    public var place: SourcePlace?
    /// Whether the code asks for it behind that place: it ends, or asks for nothing.
    public var isBehindPlace: Bool

    /// Creates a divergence.
    public init(eventId: EventId, recorded: String, asked: String, place: SourcePlace?, isBehindPlace: Bool = false) {
        self.eventId = eventId
        self.recorded = recorded
        self.asked = asked
        self.place = place
        self.isBehindPlace = isBehindPlace
    }

    /// What differs at an event, when the code asks for this, or for nothing more.
    init(at eventId: EventId, recorded: String, asked: AskedDecision?) {
        self.init(
            eventId: eventId,
            recorded: recorded,
            asked: asked.map { DecisionWords.words(for: $0.decision) } ?? "nothing more",
            place: asked?.place,
            isBehindPlace: asked?.command == nil
        )
    }
}

extension Divergence: CustomStringConvertible {
    /// A sentence for people.
    public var description: String {
        let at = place.map { isBehindPlace ? " after the call at \($0)" : " at \($0)" } ?? ""
        return "event \(eventId): the history has \(recorded), but the code asks for \(asked)\(at)"
    }
}

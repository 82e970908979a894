public import SWFModel

/// The code no longer does what its history says it did.
public struct Divergence: Error, Hashable, Sendable {
    /// The event at which the two part.
    public var eventId: EventId
    /// What the history has there, in words.
    public var recorded: String
    /// What the code asks for instead, in words.
    public var asked: String
    /// Where the code asks for it; nil when it asks for nothing.
    public var place: SourcePlace?

    /// Creates a divergence.
    public init(eventId: EventId, recorded: String, asked: String, place: SourcePlace?) {
        self.eventId = eventId
        self.recorded = recorded
        self.asked = asked
        self.place = place
    }
}

extension Divergence: CustomStringConvertible {
    /// A sentence for people.
    public var description: String {
        let at = place.map { " at \($0)" } ?? ""
        return "event \(eventId): the history has \(recorded), but the code asks for \(asked)\(at)"
    }
}

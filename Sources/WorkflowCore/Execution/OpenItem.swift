import SWFModel

/// Something that stays open in an execution until an event closes it, and that decisions know by a name of their own.
protocol OpenItem: Codable, Equatable, Sendable {
    /// The event that opened it.
    var openedEventId: EventId { get }
    /// The name that decisions use: the activity id or timer id.
    var name: String { get }
}

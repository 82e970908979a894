import OrderedCollections
import SWFModel

/// The open items of one kind, by the event that opened them and by name.
///
/// Both ways cost the same however many there are; the order is that of the events.
struct OpenItems<Item: OpenItem>: Equatable, Sendable {
    private var byEventId: OrderedDictionary<EventId, Item> = [:]
    /// Only looked up, never walked: its order is not that of the history.
    private var eventIds: [String: EventId] = [:]

    var count: Int { byEventId.count }

    var isEmpty: Bool { byEventId.isEmpty }

    /// The items, oldest first.
    var all: OrderedDictionary<EventId, Item>.Values { byEventId.values }

    func contains(name: String) -> Bool {
        eventIds[name] != nil
    }

    func item(named name: String) -> Item? {
        eventIds[name].flatMap { byEventId[$0] }
    }

    subscript(eventId: EventId) -> Item? {
        byEventId[eventId]
    }

    mutating func insert(_ item: Item) {
        byEventId[item.openedEventId] = item
        eventIds[item.name] = item.openedEventId
    }

    /// Changes the item in place; returns whether there is one. The change leaves its name and event alone.
    mutating func update(_ eventId: EventId, _ change: (inout Item) -> Void) -> Bool {
        guard let index = byEventId.index(forKey: eventId) else { return false }
        change(&byEventId.values[index])
        return true
    }

    /// Removes the item and returns it.
    mutating func remove(_ eventId: EventId) -> Item? {
        guard let item = byEventId.removeValue(forKey: eventId) else { return nil }
        if eventIds[item.name] == eventId {
            eventIds[item.name] = nil
        }
        return item
    }
}

extension OpenItems: Codable {
    /// Reads the list of items; the index by name is made anew.
    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        while !container.isAtEnd {
            insert(try container.decode(Item.self))
        }
    }

    /// Writes the items in their order.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for item in byEventId.values {
            try container.encode(item)
        }
    }
}

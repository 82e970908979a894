import SWFModel
import SWFWire

/// A history cut into parts, each of which fits into a request.
enum HistoryParts {
    struct Part {
        var events: [HistoryEvent]
        var isLast: Bool
    }

    /// How many bytes of events a request carries: half of what a server takes by default, so that one event more, the names
    /// and the header fields have room. No event is larger than the request that its values once came in.
    static let bytes = 524_288

    /// The parts in order. There is always one that is the last.
    ///
    /// - Throws: What encoding throws; no event that was read from JSON does.
    static func parts(of events: [HistoryEvent], bytes limit: Int = bytes) throws -> [Part] {
        var parts: [Part] = []
        var part: [HistoryEvent] = []
        var size = 0
        for event in events {
            let length = try AWSJSON.encode(event).count + 1
            if !part.isEmpty, size + length > limit {
                parts.append(Part(events: part, isLast: false))
                part = []
                size = 0
            }
            part.append(event)
            size += length
        }
        parts.append(Part(events: part, isLast: true))
        return parts
    }
}

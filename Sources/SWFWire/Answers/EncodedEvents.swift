public import SWFModel

/// Events of a history as ready JSON, joined by commas and without brackets.
///
/// The engine encodes an event once, when it is recorded; a page of history is these bytes joined, so that the server
/// never decodes and encodes them again.
public struct EncodedEvents: Sendable, Equatable {
    /// The events, joined by commas.
    public private(set) var joined: [UInt8] = []
    /// How many events there are.
    public private(set) var count = 0

    /// No events.
    public init() {}

    /// The events in their JSON form.
    ///
    /// - Throws: What encoding throws; no event of SWFModel does.
    public init(_ events: [HistoryEvent]) throws {
        append(json: try Self.encode(events), count: events.count)
    }

    /// Whether there are no events.
    public var isEmpty: Bool { count == 0 }

    /// Adds ready events: `json` is `count` events joined by commas. No events, no bytes.
    public mutating func append(json: [UInt8], count: Int) {
        guard count > 0 else { return }
        if !joined.isEmpty { joined.append(UInt8(ascii: ",")) }
        joined.append(contentsOf: json)
        self.count += count
    }

    /// The events themselves.
    ///
    /// - Throws: ``JSONSyntaxError`` or `DecodingError` when the bytes are not events.
    public func decoded() throws -> [HistoryEvent] {
        var list = Array("[".utf8)
        list.append(contentsOf: joined)
        list.append(UInt8(ascii: "]"))
        return try AWSJSON.decode([HistoryEvent].self, from: list)
    }

    /// The events as JSON, joined by commas and without brackets.
    ///
    /// - Throws: What encoding throws; no event of SWFModel does.
    public static func encode(_ events: [HistoryEvent]) throws -> [UInt8] {
        let list = try AWSJSON.encode(events)
        return Array(list.dropFirst().dropLast())
    }
}

extension EncodedEvents {
    /// One object: the events, then the members of `rest`.
    func spliced(before rest: some Encodable) throws -> [UInt8] {
        let tail = try AWSJSON.encode(rest)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(joined.count + tail.count + 16)
        bytes.append(contentsOf: #"{"events":["#.utf8)
        bytes.append(contentsOf: joined)
        bytes.append(UInt8(ascii: "]"))
        // The tail is an object of its own: its opening bracket goes, and a comma comes unless it is empty.
        if tail.count > 2 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: tail.dropFirst())
        return bytes
    }
}

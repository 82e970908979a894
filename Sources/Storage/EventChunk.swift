public import SWFModel

/// The events of one commit of an execution, as ready JSON: encoded once, and spliced into pages ever after.
public struct EventChunk: Hashable, Sendable {
    /// The id of the first event.
    public var first: EventId
    /// How many events there are.
    public var count: Int
    /// The events as JSON objects with a newline between them. JSON has no raw newline inside a value, so a chunk can be
    /// cut into events without reading them.
    public var lines: [UInt8]

    /// Creates a chunk.
    public init(first: EventId, count: Int, lines: [UInt8]) {
        self.first = first
        self.count = count
        self.lines = lines
    }

    /// The id of the last event.
    public var last: EventId { first + count - 1 }

    /// The JSON of each event.
    public var events: [ArraySlice<UInt8>] {
        lines.split(separator: UInt8(ascii: "\n"))
    }

    /// Adds a later commit's events.
    public mutating func append(_ other: EventChunk) {
        lines.append(UInt8(ascii: "\n"))
        lines.append(contentsOf: other.lines)
        count += other.count
    }
}

public import SWFModel

/// A page of an event history as ready JSON.
public struct EncodedHistory: Sendable, Equatable {
    /// The events of this page.
    public var events: EncodedEvents
    /// Where the next page begins; nil when there is none.
    public var nextPageToken: String?

    /// Creates the value from its members.
    public init(events: EncodedEvents, nextPageToken: String? = nil) {
        self.events = events
        self.nextPageToken = nextPageToken
    }

    /// The body of the answer: the same bytes that encoding the `History` would give.
    ///
    /// - Throws: What encoding throws; no value of SWFModel does.
    public func encoded() throws -> [UInt8] {
        try events.spliced(before: Rest(nextPageToken: nextPageToken))
    }

    /// The page with its events read.
    ///
    /// - Throws: ``JSONSyntaxError`` or `DecodingError` when the bytes are not events.
    public func decoded() throws -> History {
        History(events: try events.decoded(), nextPageToken: nextPageToken)
    }

    private struct Rest: Encodable {
        var nextPageToken: String?
    }
}

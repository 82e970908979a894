/// A page of an event history.
public struct History: Codable, Hashable, Sendable, Shaped {
    /// The events of this page.
    public var events: [HistoryEvent]
    /// Where the next page begins; absent when there is none; 0 to 2,048 characters.
    public var nextPageToken: String?

    /// Creates the value from its members.
    public init(events: [HistoryEvent], nextPageToken: String? = nil) {
        self.events = events
        self.nextPageToken = nextPageToken
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "History",
        [
            .required("events", .list(of: .structure(HistoryEvent.shape))),
            .optional("nextPageToken", .pageToken),
        ]
    )
}

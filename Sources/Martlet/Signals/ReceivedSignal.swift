/// A signal as it arrived: its event and its payload as text.
struct ReceivedSignal: Sendable, Hashable {
    var eventId: EventId
    var input: String?
    /// Whether a marker in the history already says that nobody knows it.
    var isNoted = false
}

public import SWFModel

/// How and when an execution closed.
public struct Close: Codable, Hashable, Sendable {
    /// How.
    public var status: CloseStatus
    /// When: the time of the last event.
    public var timestamp: Timestamp

    /// Creates a close.
    public init(status: CloseStatus, timestamp: Timestamp) {
        self.status = status
        self.timestamp = timestamp
    }
}

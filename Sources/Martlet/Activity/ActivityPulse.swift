/// Where heartbeats go.
protocol ActivityPulse: Sendable {
    /// Whether the activity should stop.
    var isCanceled: Bool { get }

    /// Sends a heartbeat.
    func beat(_ details: String?) async throws
}

import SWFModel

/// What workers said in heartbeats: the last of it is written when their task times out.
struct SimulatedHeartbeats {
    struct Key: Hashable {
        var runId: String
        /// The start of the activity task.
        var startedEventId: EventId
    }

    private struct Said {
        /// What was acknowledged last.
        var acknowledged: String?
        /// What was said since, and nobody knows whether it arrived.
        var open: [String] = []
    }

    private var said: [Key: Said] = [:]

    mutating func sent(_ details: String, of key: Key) { said[key, default: Said()].open.append(details) }

    mutating func acknowledged(_ details: String, of key: Key) {
        said[key] = Said(acknowledged: details)
    }

    mutating func refused(_ details: String, of key: Key) {
        said[key]?.open.removeAll { $0 == details }
    }

    /// What is wrong with the details of a timeout; nil when nothing is.
    func problem(_ details: String?, of key: Key) -> String? {
        let said = said[key] ?? Said()
        if details == said.acknowledged || details.map(said.open.contains) ?? false { return nil }
        return "the activity task started at \(key.startedEventId) timed out with the details "
            + "\(details ?? "-"), and its last heartbeat said \(said.acknowledged ?? "-")."
    }
}

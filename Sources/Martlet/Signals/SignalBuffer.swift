import DequeModule

/// The signals that arrived and were not yet received, by name, and who waits for one.
struct SignalBuffer: Sendable {
    /// Signals in the order of arrival. Looked up by name; put in order before it is walked through.
    private var buffered: [String: Deque<ReceivedSignal>] = [:]
    /// Waits in the order in which they began.
    private var waits: [String: Deque<WaitId>] = [:]
    /// Names that the workflow declares, or for which it has opened a channel.
    private(set) var known: Set<String>
    /// Names and events of the turn at hand that nobody knew when they arrived.
    private var strange: [(name: String, eventId: EventId)] = []

    init(declared: Set<String>) {
        known = declared
    }

    mutating func open(_ name: String) {
        known.insert(name)
    }

    /// A signal arrived: the wait that it ends, or nil when it is kept.
    mutating func arrived(_ name: String, _ signal: ReceivedSignal) -> WaitId? {
        if let wait = waits[name]?.popFirst() { return wait }
        if !known.contains(name) { strange.append((name, signal.eventId)) }
        buffered[name, default: []].append(signal)
        return nil
    }

    mutating func next(_ name: String) -> ReceivedSignal? {
        buffered[name]?.popFirst()
    }

    mutating func wait(_ wait: WaitId, for name: String) {
        waits[name, default: []].append(wait)
    }

    mutating func giveUp(_ wait: WaitId, for name: String) {
        waits[name]?.removeAll { $0 == wait }
    }

    /// What arrived in this turn, lies there, and belongs to no name that the workflow knows by now.
    mutating func takeStrange() -> [(name: String, eventId: EventId)] {
        defer { strange = [] }
        return strange.filter { item in
            guard !known.contains(item.name),
                let index = buffered[item.name]?.firstIndex(where: { $0.eventId == item.eventId })
            else { return false }
            buffered[item.name]?[index].isNoted = true
            return true
        }
    }

    /// What nobody received, without what was noted before; the buffer is empty then.
    mutating func takeUnreceived() -> [(name: String, eventIds: [EventId])] {
        defer { buffered = [:] }
        return buffered.sorted { $0.key < $1.key }.compactMap { name, signals in
            let eventIds = signals.filter { !$0.isNoted }.map(\.eventId)
            return eventIds.isEmpty ? nil : (name, eventIds)
        }
    }
}

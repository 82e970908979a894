import SWFModel
import Storage
import WorkflowCore

/// An execution that is held in memory.
struct ResidentExecution: Sendable {
    var machine: ExecutionMachine
    /// The version it will have when all that was applied is committed.
    var version: Int
    /// The commit group of the latest transition that is not committed; nil when all is.
    var pendingGroup: Int?
    /// The last event that the stored snapshot holds.
    var snapshotEventId: EventId
    /// Who decided last: the next decision task is offered there first, because that decider holds the execution.
    var decider: String?
    /// The latest committed events, so that most polls need not read the store.
    var tail: [EventChunk] = []
    private var tailBytes = 0

    /// How many bytes of events are held for one execution.
    static let tailLimit = 32_768

    init(machine: ExecutionMachine, version: Int, snapshotEventId: EventId) {
        self.machine = machine
        self.version = version
        self.snapshotEventId = snapshotEventId
    }

    var identity: ExecutionIdentity { machine.state.identity }

    /// Adds committed events to the tail and lets go of the oldest.
    mutating func appendToTail(_ chunk: EventChunk) {
        tail.append(chunk)
        tailBytes += chunk.lines.count
        var dropped = 0
        while tailBytes > Self.tailLimit, dropped < tail.count - 1 {
            tailBytes -= tail[dropped].lines.count
            dropped += 1
        }
        if dropped > 0 { tail.removeFirst(dropped) }
    }
}

/// The executions in memory, bounded: what was not used for a while is let go and read again when it is needed.
///
/// Two generations stand in for an exact order of use: a use moves an execution to the young one; when that is full, the
/// old one is dropped and the young becomes the old. Executions with uncommitted transitions are never dropped.
struct ResidentExecutions {
    private var young: [Int: ResidentExecution] = [:]
    private var old: [Int: ResidentExecution] = [:]
    private let capacity: Int
    /// Executions that somebody is reading from the store. One that is let go meanwhile leaves: what was read of it may be
    /// older than the store by then.
    private var readings: Set<Int> = []

    init(capacity: Int) {
        self.capacity = max(capacity, 2)
    }

    subscript(id: Int) -> ResidentExecution? {
        mutating get {
            if let found = young[id] { return found }
            guard let found = old.removeValue(forKey: id) else { return nil }
            young[id] = found
            return found
        }
        set {
            old[id] = nil
            young[id] = newValue
            if young.count > capacity / 2 { turn() }
        }
    }

    /// An execution as it is, without counting that as a use.
    func peek(_ id: Int) -> ResidentExecution? { young[id] ?? old[id] }

    /// Changes an execution in place; nil when it is not in memory.
    mutating func update<Value, Failure: Error>(
        _ id: Int,
        _ body: (inout ResidentExecution) throws(Failure) -> Value
    ) throws(Failure) -> Value? {
        if young[id] == nil {
            guard let found = old.removeValue(forKey: id) else { return nil }
            young[id] = found
        }
        guard let index = young.index(forKey: id) else { return nil }
        return try body(&young.values[index])
    }

    mutating func drop(_ id: Int) {
        young[id] = nil
        old[id] = nil
        readings.remove(id)
    }

    /// Takes note that an execution is about to be read from the store.
    mutating func beginReading(_ id: Int) {
        readings.insert(id)
    }

    /// Takes note that nothing came of a reading.
    mutating func abandonReading(_ id: Int) {
        readings.remove(id)
    }

    /// Holds an execution that was read, unless it was let go since.
    ///
    /// - Returns: Whether it is in memory now.
    mutating func endReading(_ id: Int, _ resident: ResidentExecution) -> Bool {
        if self[id] != nil { return true }
        guard readings.remove(id) != nil else { return false }
        self[id] = resident
        return true
    }

    private mutating func turn() {
        let kept = old.filter { $0.value.pendingGroup != nil }
        if !readings.isEmpty { readings.subtract(old.keys) }
        old = young
        young = kept
    }
}

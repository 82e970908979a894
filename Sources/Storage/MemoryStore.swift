public import SWFModel
import Synchronization
import WorkflowCore

/// A store that keeps everything in memory and loses it with the process: for tests and for trying things.
public final class MemoryStore: WorkflowStore {
    private struct Row {
        var record: ExecutionRecord
        var chunks: [EventChunk] = []
        var tasks: [ExecutionCommit.TaskName: OfferedTask] = [:]
        var heartbeats: [EventId: HeartbeatRecord] = [:]
        var snapshot: StoredExecution.Snapshot?

        /// The chunks that hold an event and those after it. They are in order, and mostly the last few are wanted.
        func chunks(from eventId: EventId) -> ArraySlice<EventChunk> {
            chunks[((chunks.lastIndex { $0.last < eventId }).map { $0 + 1 } ?? 0)...]
        }
    }

    private struct OpenName: Hashable {
        var domain: String
        var workflowId: String

        init(_ identity: ExecutionIdentity) {
            domain = identity.domain
            workflowId = identity.execution.workflowId
        }

        init(domain: String, workflowId: String) {
            self.domain = domain
            self.workflowId = workflowId
        }
    }

    private struct Contents {
        var domains: [String: DomainRecord] = [:]
        var workflowTypes: [String: TypeRecord<WorkflowTypeConfiguration>] = [:]
        var activityTypes: [String: TypeRecord<ActivityTypeConfiguration>] = [:]
        var rows: [Int: Row] = [:]
        var open: [OpenName: Int] = [:]
        var runs: [String: Int] = [:]
        var messages: [Int: OutboxMessage] = [:]
        /// The events of deleted executions, until they are removed.
        var purging: [Int: [EventChunk]] = [:]
        var nextExecutionId = 1
        var nextMessageId = 1
        var secret: [UInt8]
    }

    private let contents: Mutex<Contents>

    /// Creates an empty store with a secret that nobody knows.
    public convenience init() {
        var generator = SystemRandomNumberGenerator()
        self.init(secret: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// Creates an empty store.
    ///
    /// - Parameter secret: What tokens are sealed with; a known one makes runs of a test alike to the byte.
    public init(secret: [UInt8]) {
        contents = Mutex(Contents(secret: secret))
    }

    /// All that an engine holds in memory.
    public func contents() async throws -> StoreContents {
        contents.withLock { stored in
            var result = StoreContents()
            result.domains = stored.domains.values.sorted { $0.name < $1.name }
            result.workflowTypes = stored.workflowTypes.values.sorted { ($0.name, $0.version) < ($1.name, $1.version) }
            result.activityTypes = stored.activityTypes.values.sorted { ($0.name, $0.version) < ($1.name, $1.version) }
            result.tasks = stored.rows.values
                .flatMap { row in
                    let identity = row.record.identity
                    return row.tasks.values.map {
                        TaskRecord(executionId: identity.id, domain: identity.domain, task: $0)
                    }
                }
                .sorted { $0.order < $1.order }
            result.messages = stored.messages.sorted { $0.key < $1.key }
                .map { MessageRecord(id: $0.key, message: $0.value) }
            result.openExecutions = stored.open.map { .init(domain: $0.domain, workflowId: $0.workflowId, id: $1) }
            result.nextExecutionId = stored.nextExecutionId
            result.nextMessageId = stored.nextMessageId
            result.secret = stored.secret
            return result
        }
    }

    /// Carries out the whole batch, or nothing of it.
    public func commit(_ batch: CommitBatch) async throws {
        try contents.withLock { stored in
            // What the batch has opened and closed so far: it may close a run and start the next of its workflow id.
            var opened: [OpenName: Int?] = [:]
            for commit in batch.executions {
                try Self.check(commit, against: stored, &opened)
            }
            for id in batch.deletedExecutions where stored.rows[id]?.record.info.executionStatus == .open {
                throw StoreError.deletesOpenExecution(id)
            }
            for domain in batch.domains { stored.domains[domain.name] = domain }
            for type in batch.workflowTypes { stored.workflowTypes[type.key] = type }
            for type in batch.activityTypes { stored.activityTypes[type.key] = type }
            for type in batch.deletedWorkflowTypes { stored.workflowTypes[type.key] = nil }
            for type in batch.deletedActivityTypes { stored.activityTypes[type.key] = nil }
            for commit in batch.executions {
                Self.apply(commit, to: &stored)
            }
            for message in batch.messages {
                stored.messages[message.id] = message.message
                stored.nextMessageId = max(stored.nextMessageId, message.id + 1)
            }
            for id in batch.deliveredMessages { stored.messages[id] = nil }
            for id in batch.deletedExecutions {
                guard let row = stored.rows.removeValue(forKey: id) else { continue }
                stored.runs[row.record.identity.runKey] = nil
                stored.purging[id] = row.chunks
            }
        }
    }

    private static func check(
        _ commit: ExecutionCommit,
        against stored: Contents,
        _ opened: inout [OpenName: Int?]
    ) throws {
        let identity = commit.record.identity
        let version = stored.rows[identity.id]?.record.version
        guard version == commit.expectedVersion else {
            throw StoreError(
                .versionConflict(executionId: identity.id),
                "Execution \(identity.id) is at another version than the one it was read at."
            )
        }
        let name = OpenName(identity)
        let isOpen = commit.record.info.executionStatus == .open
        let other = opened[name] ?? stored.open[name]
        if isOpen, let other, other != identity.id {
            throw StoreError(
                .versionConflict(executionId: identity.id),
                "Workflow id \(name.workflowId) already has an open execution."
            )
        }
        if isOpen {
            opened[name] = .some(identity.id)
        } else if other == identity.id {
            opened[name] = .some(nil)
        }
    }

    private static func apply(_ commit: ExecutionCommit, to stored: inout Contents) {
        let identity = commit.record.identity
        // Taken out, so that its chunks are added to and not copied.
        var row = stored.rows.removeValue(forKey: identity.id) ?? Row(record: commit.record)
        row.record = commit.record
        row.chunks += commit.earlierEvents
        if let events = commit.events { row.chunks.append(events) }
        for name in commit.withdrawn { row.tasks[name] = nil }
        for task in commit.offered {
            let name = ExecutionCommit.TaskName(kind: task.kind, scheduledEventId: task.scheduledEventId)
            row.tasks[name] = task
        }
        for heartbeat in commit.heartbeats { row.heartbeats[heartbeat.scheduledEventId] = heartbeat }
        for id in commit.forgottenHeartbeats { row.heartbeats[id] = nil }
        if let snapshot = commit.snapshot { row.snapshot = snapshot }
        stored.rows[identity.id] = row
        stored.nextExecutionId = max(stored.nextExecutionId, identity.id + 1)
        for message in commit.messages {
            stored.messages[message.id] = message.message
            stored.nextMessageId = max(stored.nextMessageId, message.id + 1)
        }

        let name = OpenName(identity)
        stored.runs[identity.runKey] = identity.id
        if commit.record.info.executionStatus == .open {
            stored.open[name] = identity.id
        } else if stored.open[name] == identity.id {
            stored.open[name] = nil
        }
    }

    /// Reads what is needed to hold an execution in memory.
    public func execution(id: Int) async throws -> StoredExecution? {
        contents.withLock { stored in
            guard let row = stored.rows[id] else { return nil }
            let from = (row.snapshot?.eventId ?? 0) + 1
            return StoredExecution(
                record: row.record,
                snapshot: row.snapshot,
                events: Array(row.chunks(from: from)),
                heartbeats: row.heartbeats.values.sorted { $0.scheduledEventId < $1.scheduledEventId }
            )
        }
    }

    /// Finds the id of a run; without a run id, that of the open run.
    public func executionId(domain: String, workflowId: String, runId: String?) async throws -> Int? {
        contents.withLock { stored in
            guard let runId else {
                return stored.open[OpenName(domain: domain, workflowId: workflowId)]
            }
            let execution = WorkflowExecution(runId: runId, workflowId: workflowId)
            return stored.runs[ExecutionIdentity(id: 0, domain: domain, execution: execution).runKey]
        }
    }

    /// Reads events of an execution in order.
    public func events(of id: Int, in range: ClosedRange<EventId>) async throws -> [EventChunk] {
        contents.withLock { stored in
            stored.rows[id].map { $0.chunks(from: range.lowerBound).prefix { $0.first <= range.upperBound } }.map(
                Array.init
            )
                ?? []
        }
    }

    /// Lists executions.
    public func executions(_ query: ExecutionQuery) async throws -> [ExecutionRecord] {
        contents.withLock { stored in
            let found = stored.rows.values.map(\.record)
                .filter { query.matches($0) }
                .sorted { query.place(of: $0).precedes(query.place(of: $1), ascending: query.isAscending) }
            guard let limit = query.limit else { return found }
            return Array(found.prefix(limit))
        }
    }

    /// Counts executions.
    public func count(_ query: ExecutionQuery) async throws -> Int {
        contents.withLock { stored in
            stored.rows.values.count { query.matches($0.record) }
        }
    }

    /// The executions with a deadline at or before the moment, the earliest first.
    public func due(at moment: Timestamp, limit: Int) async throws -> [Int] {
        contents.withLock { stored in
            let due = stored.open.values
                .compactMap { id in stored.rows[id]?.record.nextDeadline.map { (deadline: $0, id: id) } }
                .filter { $0.deadline <= moment }
                .sorted { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
            return due.prefix(limit).map(\.id)
        }
    }

    /// The earliest deadline of all open executions.
    public func nextDeadline() async throws -> Timestamp? {
        contents.withLock { stored in
            stored.open.values.compactMap { stored.rows[$0]?.record.nextDeadline }.min()
        }
    }

    /// Closed executions that are kept no longer.
    public func expired(_ horizons: [RetentionHorizon], limit: Int) async throws -> [Int] {
        contents.withLock { stored in
            var found: [Int] = []
            for horizon in horizons where found.count < limit {
                let expired = stored.rows.values.map(\.record)
                    .filter { $0.identity.domain == horizon.domain }
                    .compactMap { record in record.info.closeTimestamp.map { (at: $0, id: record.identity.id) } }
                    .filter { $0.at <= horizon.closedBy }
                    .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
                found += expired.prefix(limit - found.count).map(\.id)
            }
            return found
        }
    }

    /// Removes events of deleted executions.
    public func purge(rows: Int, bytes: Int) async throws -> Bool {
        contents.withLock { stored in
            var rowsLeft = rows
            var bytesLeft = bytes
            while rowsLeft > 0, bytesLeft > 0, let id = stored.purging.keys.min() {
                if let chunk = stored.purging[id]?.popLast() {
                    rowsLeft -= 1
                    bytesLeft -= chunk.lines.count
                }
                if stored.purging[id]?.isEmpty == true { stored.purging[id] = nil }
            }
            return !stored.purging.isEmpty
        }
    }

    /// Memory can always be written.
    public func probe() async throws {}

    /// There is nothing to keep in order.
    public func maintain() async throws {}

    /// There is nothing to close.
    public func close() async throws {}
}

extension TaskRecord {
    /// The order in which a store gives its tasks.
    fileprivate var order: (Timestamp, Int, EventId) { (task.scheduledAt, executionId, task.scheduledEventId) }
}

extension TypeRecord {
    fileprivate var key: String { "\(domain)\u{0}\(name)\u{0}\(version)" }
}

extension ExecutionIdentity {
    fileprivate var runKey: String { "\(domain)\u{0}\(execution.workflowId)\u{0}\(execution.runId)" }
}

extension ExecutionQuery {
    fileprivate func matches(_ record: ExecutionRecord) -> Bool {
        let info = record.info
        guard record.identity.domain == domain, info.executionStatus == status else { return false }
        guard let time = byCloseTime ? info.closeTimestamp : info.startTimestamp else { return false }
        guard time >= oldest, time <= latest ?? time else { return false }
        if let closedAfter, let closed = info.closeTimestamp, closed <= closedAfter { return false }
        let place = Place(time: time, id: record.identity.id)
        if let after, !after.precedes(place, ascending: isAscending) { return false }
        switch filter {
        case nil: return true
        case .workflowId(let id): return info.execution.workflowId == id
        case .type(let name, let version):
            return info.workflowType.name == name && version.map { info.workflowType.version == $0 } ?? true
        case .tag(let tag): return info.tagList?.contains(tag) ?? false
        case .closeStatus(let status): return info.closeStatus == status
        }
    }

    /// Where a record stands in the order of the query.
    public func place(of record: ExecutionRecord) -> Place {
        let time = byCloseTime ? record.info.closeTimestamp ?? record.info.startTimestamp : record.info.startTimestamp
        return Place(time: time, id: record.identity.id)
    }
}

extension ExecutionQuery.Place {
    fileprivate func precedes(_ other: Self, ascending: Bool) -> Bool {
        ascending ? (time, id) < (other.time, other.id) : (time, id) > (other.time, other.id)
    }
}

import SWFModel
import Storage
import Synchronization

/// A store that writes down what it was asked to write, and lets it happen one by one when it is told to.
final class RecordingStore: WorkflowStore {
    /// One transaction.
    enum Entry: Sendable {
        /// How many executions it deleted, and how many it created or went on with.
        case commit(deleted: Int, executions: Int)
        case purge(rows: Int, bytes: Int)

        /// Whether a call's transition was written by it.
        var isOfCall: Bool {
            if case .commit(_, let executions) = self { return executions > 0 }
            return false
        }
    }

    private struct State {
        var log: [Entry] = []
        var holds = false
        var held: [CheckedContinuation<Void, Never>] = []
        var beforeEvents: (@Sendable () async throws -> Void)?
    }

    let base: any WorkflowStore
    private let state = Mutex(State())

    init(_ base: any WorkflowStore) {
        self.base = base
    }

    /// The transactions that were done, in order.
    var log: [Entry] { state.withLock { $0.log } }

    /// Whether a transaction waits.
    var isHolding: Bool { state.withLock { !$0.held.isEmpty } }

    func forget() { state.withLock { $0.log = [] } }

    /// From now on every transaction waits until ``step()``.
    func hold() { state.withLock { $0.holds = true } }

    /// Lets the transaction that has waited longest happen.
    func step() {
        state.withLock { $0.held.isEmpty ? nil : $0.held.removeFirst() }?.resume()
    }

    func release() {
        let held = state.withLock { state in
            state.holds = false
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    /// Does something, once, just before events are read.
    func beforeEvents(_ body: @escaping @Sendable () async throws -> Void) {
        state.withLock { $0.beforeEvents = body }
    }

    private func pass() async {
        await withCheckedContinuation { continuation in
            let passes = state.withLock { state in
                if state.holds { state.held.append(continuation) }
                return !state.holds
            }
            if passes { continuation.resume() }
        }
    }

    func commit(_ batch: CommitBatch) async throws {
        await pass()
        try await base.commit(batch)
        let entry = Entry.commit(deleted: batch.deletedExecutions.count, executions: batch.executions.count)
        state.withLock { $0.log.append(entry) }
    }

    func purge(rows: Int, bytes: Int) async throws -> Bool {
        await pass()
        let hasMore = try await base.purge(rows: rows, bytes: bytes)
        state.withLock { $0.log.append(.purge(rows: rows, bytes: bytes)) }
        return hasMore
    }

    func events(of id: Int, in range: ClosedRange<EventId>) async throws -> [EventChunk] {
        let body = state.withLock { state in
            defer { state.beforeEvents = nil }
            return state.beforeEvents
        }
        try await body?()
        return try await base.events(of: id, in: range)
    }

    func contents() async throws -> StoreContents { try await base.contents() }

    func execution(id: Int) async throws -> StoredExecution? { try await base.execution(id: id) }

    func executionId(domain: String, workflowId: String, runId: String?) async throws -> Int? {
        try await base.executionId(domain: domain, workflowId: workflowId, runId: runId)
    }

    func executions(_ query: ExecutionQuery) async throws -> [ExecutionRecord] { try await base.executions(query) }

    func count(_ query: ExecutionQuery) async throws -> Int { try await base.count(query) }

    func due(at moment: Timestamp, limit: Int) async throws -> [Int] { try await base.due(at: moment, limit: limit) }

    func nextDeadline() async throws -> Timestamp? { try await base.nextDeadline() }

    func expired(_ horizons: [RetentionHorizon], limit: Int) async throws -> [Int] {
        try await base.expired(horizons, limit: limit)
    }

    func probe() async throws { try await base.probe() }

    func maintain() async throws { try await base.maintain() }

    func close() async throws { try await base.close() }
}

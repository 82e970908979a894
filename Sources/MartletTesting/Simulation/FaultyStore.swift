import SWFModel
import Storage
import Synchronization
import WorkflowCore

/// The store as a server of the simulation sees it: slow, failing now and then, and gone with the server when that crashes.
///
/// A crash comes before an operation or after it, so that a commit is in the store or not, and nobody is told which.
final class FaultyStore: WorkflowStore {
    /// How often what goes wrong, in operations; nil for never.
    struct Faults: Sendable {
        var crashesOneIn: Int?
        var commitFailsOneIn: Int?
        var readFailsOneIn: Int?
        var lag = 0
    }

    /// What happened here since it was last asked.
    struct News: Sendable {
        /// The executions that commits touched.
        var touched: [Int] = []
        /// How often what happened.
        var counts: [String: Int] = [:]
    }

    private enum Kind {
        case read
        case write
    }

    private enum Fate {
        case done
        case fails
        case failsAfterwards
        case spoils
        case crashes
        case crashesAfterwards
    }

    private struct State {
        var random: SeededRandom
        var faults: Faults
        var isDead = false
        /// Whether nothing can be written any more before the store is opened anew.
        var isSpoiled = false
        /// How many operations still fail: a full disk stays full for a while.
        var failing = 0
        var news = News()
    }

    static let crash = StoreError(.failed, "The server was killed.", mayBeDone: true)
    static let failure = StoreError(.failed, "The disk is full.")
    static let doubt = StoreError(.failed, "The disk does not say whether it wrote.", mayBeDone: true)

    static let spoiled = StoreError(.mustReopen, "The disk did not keep what was written.")
    static let spoiling = StoreError(.mustReopen, "The disk did not keep what was written.", mayBeDone: true)

    private let base: any WorkflowStore
    private let state: Mutex<State>

    init(_ base: any WorkflowStore, random: SeededRandom, faults: Faults) {
        self.base = base
        state = Mutex(State(random: random, faults: faults))
    }

    /// Whether the server that has this store was killed.
    var isDead: Bool { state.withLock { $0.isDead } }

    /// Whether only another server can write to the store again.
    var isSpoiled: Bool { state.withLock { $0.isSpoiled } }

    /// Kills the server: nothing that it still asks for is done.
    func kill() { state.withLock { $0.isDead = true } }

    /// From now on everything works.
    func heal() {
        state.withLock { state in
            state.faults = Faults()
            state.failing = 0
        }
    }

    /// What happened since this was last asked.
    func takeNews() -> News {
        state.withLock { state in
            defer { state.news = News() }
            return state.news
        }
    }

    private func operate<Value: Sendable>(
        _ kind: Kind,
        _ body: () async throws -> Value
    ) async throws -> Value {
        let lag = state.withLock { state in
            state.faults.lag == 0 ? 0 : Int.random(in: 0...state.faults.lag, using: &state.random)
        }
        for _ in 0..<lag { await Task.yield() }
        switch try fate(kind) {
        case .done:
            let value = try await body()
            if lag > 0 { await Task.yield() }
            // What a killed server was told it never heard.
            if isDead { throw Self.crash }
            return value
        case .fails:
            throw Self.failure
        case .failsAfterwards:
            _ = try await body()
            throw Self.doubt
        case .spoils:
            _ = try? await body()
            throw Self.spoiling
        case .crashes:
            kill()
            throw Self.crash
        case .crashesAfterwards:
            _ = try? await body()
            kill()
            throw Self.crash
        }
    }

    private func fate(_ kind: Kind) throws -> Fate {
        try state.withLock { state in
            guard !state.isDead else { throw Self.crash }
            if state.isSpoiled, kind == .write { throw Self.spoiled }
            if state.failing > 0 {
                state.failing -= 1
                return .fails
            }
            if let count = state.faults.crashesOneIn, state.random.isOneIn(count) {
                state.news.counts["crashes", default: 0] += 1
                return state.random.isOneIn(2) ? .crashes : .crashesAfterwards
            }
            let failsOneIn = kind == .write ? state.faults.commitFailsOneIn : state.faults.readFailsOneIn
            if let count = failsOneIn, state.random.isOneIn(count) {
                state.news.counts["failures of the store", default: 0] += 1
                if kind == .write, state.random.isOneIn(6) {
                    state.isSpoiled = true
                    return .spoils
                }
                state.failing = state.random.isOneIn(2) ? 0 : Int.random(in: 0...4, using: &state.random)
                return state.random.isOneIn(2) ? .fails : .failsAfterwards
            }
            return .done
        }
    }

    private func read<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        try await operate(.read, body)
    }

    func commit(_ batch: CommitBatch) async throws {
        try await operate(.write) {
            try await base.commit(batch)
            let ids = batch.executions.map(\.record.identity.id) + batch.deletedExecutions
            state.withLock { state in
                state.news.touched += ids
                state.news.counts["commits", default: 0] += 1
            }
        }
    }

    func contents() async throws -> StoreContents { try await read { try await base.contents() } }

    func execution(id: Int) async throws -> StoredExecution? { try await read { try await base.execution(id: id) } }

    func executionId(domain: String, workflowId: String, runId: String?) async throws -> Int? {
        try await read { try await base.executionId(domain: domain, workflowId: workflowId, runId: runId) }
    }

    func events(of id: Int, in range: ClosedRange<EventId>) async throws -> [EventChunk] {
        try await read { try await base.events(of: id, in: range) }
    }

    func executions(_ query: ExecutionQuery) async throws -> [ExecutionRecord] {
        try await read { try await base.executions(query) }
    }

    func count(_ query: ExecutionQuery) async throws -> Int { try await read { try await base.count(query) } }

    func due(at moment: Timestamp, limit: Int) async throws -> [Int] {
        try await read { try await base.due(at: moment, limit: limit) }
    }

    func nextDeadline() async throws -> Timestamp? { try await read { try await base.nextDeadline() } }

    func expired(_ horizons: [RetentionHorizon], limit: Int) async throws -> [Int] {
        try await read { try await base.expired(horizons, limit: limit) }
    }

    func purge(rows: Int, bytes: Int) async throws -> Bool {
        try await operate(.write) { try await base.purge(rows: rows, bytes: bytes) }
    }

    func probe() async throws { try await operate(.write) { try await base.probe() } }

    func maintain() async throws { try await read { try await base.maintain() } }

    /// A killed server closes nothing; whoever opens the store again does.
    func close() async throws {}
}

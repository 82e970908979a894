import SWFModel
import Storage
import Synchronization

/// A store that fails when it is told to, over one that works.
final class FailingStore: WorkflowStore {
    /// Where a commit fails.
    enum Moment: CaseIterable, Sendable {
        /// Nothing is written: a full disk.
        case beforeWriting
        /// All is written, and the writer does not learn of it: a kill, or a connection that broke.
        case afterWriting
    }

    private struct Plan {
        /// How many commits pass before they fail; nil when none shall fail.
        var commitsLeft: Int?
        var moment = Moment.beforeWriting
        var error = FailingStore.error
        var readsFail = false
        var eventReadsFail = false
        /// How many executions are still read before that fails; nil when it does not.
        var executionReadsLeft: Int?
        var upkeepError: StoreError?
        /// Commits wait while this is set.
        var isHeld = false
        var held: [CheckedContinuation<Void, Never>] = []
    }

    static let error = StoreError(.failed, "The disk is full.")

    let base: any WorkflowStore
    private let plan = Mutex(Plan())
    /// How many commits were asked for.
    let commits = Counter()
    /// How often it was asked whether it can commit.
    let probes = Counter()

    init(_ base: any WorkflowStore) {
        self.base = base
    }

    /// Lets so many commits pass and fails the others, until ``heal()``.
    func failCommits(
        after count: Int = 0,
        _ moment: Moment = .beforeWriting,
        with error: StoreError = FailingStore.error
    ) {
        plan.withLock { plan in
            plan.commitsLeft = count
            plan.moment = moment
            plan.error = error
        }
    }

    func failUpkeep(with error: StoreError) { plan.withLock { $0.upkeepError = error } }

    func failReads() { plan.withLock { $0.readsFail = true } }

    func failEventReads() { plan.withLock { $0.eventReadsFail = true } }

    /// Lets so many executions be read and fails the others.
    func failExecutionReads(after count: Int) { plan.withLock { $0.executionReadsLeft = count } }

    func heal() {
        plan.withLock { plan in
            plan.commitsLeft = nil
            plan.readsFail = false
            plan.eventReadsFail = false
            plan.executionReadsLeft = nil
        }
    }

    /// Lets commits wait, so that others gather behind one.
    func hold() { plan.withLock { $0.isHeld = true } }

    func release() {
        let held = plan.withLock { plan in
            plan.isHeld = false
            defer { plan.held = [] }
            return plan.held
        }
        for commit in held { commit.resume() }
    }

    func commit(_ batch: CommitBatch) async throws {
        _ = commits.next()
        await withCheckedContinuation { continuation in
            let passes = plan.withLock { plan in
                if plan.isHeld { plan.held.append(continuation) }
                return !plan.isHeld
            }
            if passes { continuation.resume() }
        }
        let failure = plan.withLock { plan -> (moment: Moment, error: StoreError)? in
            guard let left = plan.commitsLeft else { return nil }
            guard left == 0 else {
                plan.commitsLeft = left - 1
                return nil
            }
            return (plan.moment, plan.error)
        }
        if failure?.moment != .beforeWriting { try await base.commit(batch) }
        if let failure { throw failure.error }
    }

    func probe() async throws {
        _ = probes.next()
        if let error = plan.withLock({ $0.commitsLeft == 0 ? $0.error : nil }) { throw error }
        try await base.probe()
    }

    private func checkReads() throws {
        if plan.withLock({ $0.readsFail }) { throw Self.error }
    }

    func contents() async throws -> StoreContents {
        try checkReads()
        return try await base.contents()
    }

    func execution(id: Int) async throws -> StoredExecution? {
        try checkReads()
        let fails = plan.withLock { plan in
            guard let left = plan.executionReadsLeft else { return false }
            plan.executionReadsLeft = left - 1
            return left <= 0
        }
        if fails { throw Self.error }
        return try await base.execution(id: id)
    }

    func executionId(domain: String, workflowId: String, runId: String?) async throws -> Int? {
        try checkReads()
        return try await base.executionId(domain: domain, workflowId: workflowId, runId: runId)
    }

    func events(of id: Int, in range: ClosedRange<EventId>) async throws -> [EventChunk] {
        try checkReads()
        if plan.withLock({ $0.eventReadsFail }) { throw Self.error }
        return try await base.events(of: id, in: range)
    }

    func executions(_ query: ExecutionQuery) async throws -> [ExecutionRecord] {
        try checkReads()
        return try await base.executions(query)
    }

    func count(_ query: ExecutionQuery) async throws -> Int {
        try checkReads()
        return try await base.count(query)
    }

    func due(at moment: Timestamp, limit: Int) async throws -> [Int] {
        try checkReads()
        return try await base.due(at: moment, limit: limit)
    }

    func nextDeadline() async throws -> Timestamp? {
        try checkReads()
        return try await base.nextDeadline()
    }

    func expired(_ horizons: [RetentionHorizon], limit: Int) async throws -> [Int] {
        try checkReads()
        return try await base.expired(horizons, limit: limit)
    }

    func purge(rows: Int, bytes: Int) async throws -> Bool {
        if let error = plan.withLock({ $0.commitsLeft == 0 ? $0.error : nil }) { throw error }
        return try await base.purge(rows: rows, bytes: bytes)
    }

    func maintain() async throws {
        if let error = plan.withLock({ $0.upkeepError }) { throw error }
        try await base.maintain()
    }

    func close() async throws { try await base.close() }
}

import Logging
import SWFModel
import Storage
import Synchronization
import WorkflowCore

/// What closed executions leave behind: a domain keeps them for so many days and no longer (swf-spec.md 7.5).
///
/// They are hidden from the moment on, by every action that would show them, and deleted a while later. A deletion
/// is part of a commit like any other, and never more than a batch; the events follow in transactions of their own. So a
/// call waits for one batch at most, however much is due.
extension WorkflowEngine {
    /// How many executions one commit deletes at most.
    static let retentionBatch = 50
    /// How many commits' events, and about how many bytes of them, one transaction removes at most.
    static let purgeRows = 200
    static let purgeBytes = 4_194_304
    /// How often it is looked for what is due. What is due is hidden already, so nothing depends on it but room.
    private static let retentionInterval = Duration.seconds(600)

    /// Deletes what is due, then waits until more may be; ends when its task is canceled.
    func sweepRetention() async {
        while !Task.isCancelled {
            do {
                // While the store is asked, a close that comes shall wake this.
                state.withLock { $0.isRetentionWatched = false }
                guard try await sweepRetentionOnce() == 0 else { continue }
                let anyClosed = state.withLock { state in
                    state.domains.keys.sorted().map {
                        RetentionHorizon(domain: $0, closedBy: Timestamp(milliseconds: .max))
                    }
                }
                let isEmpty = try await store.expired(anyClosed, limit: 1).isEmpty
                if !isEmpty { state.withLock { $0.isRetentionWatched = true } }
                let next = isEmpty ? nil : clock.uptime + Self.retentionInterval
                await retentionSignal.wait(untilUptime: next, by: clock)
            } catch {
                if !stopsCommits(error) {
                    logger.error("the retention sweep failed; it tries again", metadata: ["error": "\(error)"])
                }
                try? await clock.sleep(for: .seconds(1))
            }
        }
    }

    /// Deletes one batch of what is due, and removes one batch of events.
    ///
    /// - Returns: How much was done; 0 when nothing is left to do now.
    @discardableResult
    func sweepRetentionOnce() async throws -> Int {
        let now = clock.now
        let uptime = clock.uptime
        let horizons = state.withLock { state in
            let isSteady = state.steadiness.isSteady(wall: now, uptime: uptime)
            return state.domains.values.map(\.record).sorted { $0.name < $1.name }.compactMap { domain in
                // What is not kept at all goes whatever the clock says.
                isSteady || domain.retentionDays == 0
                    ? RetentionHorizon(domain: domain.name, closedBy: domain.horizon(at: now)) : nil
            }
        }
        let due = try await store.expired(horizons, limit: Self.retentionBatch)
        let deleted = try state.withLock { state throws(Fault) in try state.delete(due) }
        if deleted.count > 0 { try await settle(deleted.ticket) }
        // Whoever waited behind that commit goes before the next thing.
        try await settleAll()
        let hasMore = try await store.purge(rows: Self.purgeRows, bytes: Self.purgeBytes)
        return deleted.count + (hasMore ? 1 : 0)
    }

    /// Whether an execution is kept no longer, and so must not be shown.
    func isExpired(_ execution: ExecutionState) -> Bool {
        guard let close = execution.close else { return false }
        let now = clock.now
        let domain = state.withLock { $0.domains[execution.identity.domain]?.record }
        return domain.map { close.timestamp <= $0.horizon(at: now) } ?? true
    }
}

extension DomainRecord {
    /// The latest close that the domain keeps no longer. What is not kept at all is gone with its close, also when the
    /// clock was set back since.
    func horizon(at now: Timestamp) -> Timestamp {
        retentionDays > 0 ? now + .seconds(-86_400 * retentionDays) : Timestamp(milliseconds: .max)
    }
}

extension EngineState {
    /// Lets closed executions be deleted with the current group, and out of memory at once. One whose last transition is
    /// still being written is left for the next time.
    ///
    /// - Returns: How many, and the ticket of the group.
    mutating func delete(_ ids: [Int]) throws(Fault) -> (count: Int, ticket: Int) {
        try checkCanApply()
        var count = 0
        for id in ids where residents[id]?.pendingGroup == nil && deleting.insert(id).inserted {
            residents.drop(id)
            group.batch.deletedExecutions.append(id)
            count += 1
        }
        return (count, group.number)
    }
}

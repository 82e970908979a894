import MartletTesting
import SWFModel
import Storage
import Synchronization
import WorkflowCore

/// The first snapshot of each execution.
final class SnapshotShelf: Sendable {
    private let first = Mutex<[Int: StoredExecution.Snapshot]>([:])

    func keep(_ snapshot: StoredExecution.Snapshot, of id: Int) {
        first.withLock { first in
            if first[id] == nil { first[id] = snapshot }
        }
    }

    func snapshot(of id: Int) -> StoredExecution.Snapshot? { first.withLock { $0[id] } }
}

/// A store that gives the first snapshot of an execution in place of the last.
struct StaleSnapshotStore: ForwardingStore {
    let base: any WorkflowStore
    let shelf: SnapshotShelf

    func commit(_ batch: CommitBatch) async throws {
        for commit in batch.executions {
            if let snapshot = commit.snapshot { shelf.keep(snapshot, of: commit.record.identity.id) }
        }
        try await base.commit(batch)
    }

    func execution(id: Int) async throws -> StoredExecution? {
        var stored = try await base.execution(id: id)
        if let snapshot = shelf.snapshot(of: id) { stored?.snapshot?.state = snapshot.state }
        return stored
    }
}

import MartletTesting
import Storage
import Synchronization

/// What was committed, over all lives of a server.
final class CommitJournal: Sendable {
    private let state = Mutex((lives: 0, batches: [CommitBatch]()))

    /// Begins a life of the store.
    ///
    /// - Returns: What it is to be filled with; nil for the first life. The last commit of the life before is left out.
    func begin() -> [CommitBatch]? {
        state.withLock { state in
            state.lives += 1
            guard state.lives > 1 else { return nil }
            _ = state.batches.popLast()
            return state.batches
        }
    }

    func add(_ batch: CommitBatch) { state.withLock { $0.batches.append(batch) } }
}

/// A store that has lost its last commit whenever it is opened again.
final class ForgetfulStore: ForwardingStore {
    let base: any WorkflowStore
    private let journal: CommitJournal
    private let missing: Mutex<[CommitBatch]>

    init(first: any WorkflowStore, journal: CommitJournal) {
        self.journal = journal
        let batches = journal.begin()
        base = batches == nil ? first : MemoryStore(secret: [UInt8](repeating: 7, count: 32))
        missing = Mutex(batches ?? [])
    }

    func contents() async throws -> StoreContents {
        let batches = missing.withLock { missing in
            defer { missing = [] }
            return missing
        }
        for batch in batches { try await base.commit(batch) }
        return try await base.contents()
    }

    func commit(_ batch: CommitBatch) async throws {
        try await base.commit(batch)
        journal.add(batch)
    }
}

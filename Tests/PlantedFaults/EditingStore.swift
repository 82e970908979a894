import MartletTesting
import Storage

/// A store that changes what is written to it, or what it gives when it is opened.
struct EditingStore: ForwardingStore {
    let base: any WorkflowStore
    private let edit: @Sendable (inout CommitBatch) -> Void
    private let editContents: @Sendable (inout StoreContents) -> Void

    init(
        base: any WorkflowStore,
        contents: @escaping @Sendable (inout StoreContents) -> Void = { _ in },
        commit edit: @escaping @Sendable (inout CommitBatch) -> Void = { _ in }
    ) {
        self.base = base
        self.edit = edit
        editContents = contents
    }

    func commit(_ batch: CommitBatch) async throws {
        var batch = batch
        edit(&batch)
        try await base.commit(batch)
    }

    func contents() async throws -> StoreContents {
        var contents = try await base.contents()
        editContents(&contents)
        return contents
    }
}

/// A store that counts one too few when there are many.
struct MiscountingStore: ForwardingStore {
    let base: any WorkflowStore

    func count(_ query: ExecutionQuery) async throws -> Int {
        let count = try await base.count(query)
        return count > 5 ? count - 1 : count
    }
}

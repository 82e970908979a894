public import SWFModel
public import Storage

/// A store that stands before another and passes on whatever it does not do itself: tests replace single operations.
public protocol ForwardingStore: WorkflowStore {
    /// The store behind this one.
    var base: any WorkflowStore { get }
}

extension ForwardingStore {
    /// Asks the store behind this one.
    public func contents() async throws -> StoreContents { try await base.contents() }

    /// Asks the store behind this one.
    public func commit(_ batch: CommitBatch) async throws { try await base.commit(batch) }

    /// Asks the store behind this one.
    public func execution(id: Int) async throws -> StoredExecution? { try await base.execution(id: id) }

    /// Asks the store behind this one.
    public func executionId(domain: String, workflowId: String, runId: String?) async throws -> Int? {
        try await base.executionId(domain: domain, workflowId: workflowId, runId: runId)
    }

    /// Asks the store behind this one.
    public func events(of id: Int, in range: ClosedRange<EventId>) async throws -> [EventChunk] {
        try await base.events(of: id, in: range)
    }

    /// Asks the store behind this one.
    public func executions(_ query: ExecutionQuery) async throws -> [ExecutionRecord] {
        try await base.executions(query)
    }

    /// Asks the store behind this one.
    public func count(_ query: ExecutionQuery) async throws -> Int { try await base.count(query) }

    /// Asks the store behind this one.
    public func due(at moment: Timestamp, limit: Int) async throws -> [Int] {
        try await base.due(at: moment, limit: limit)
    }

    /// Asks the store behind this one.
    public func nextDeadline() async throws -> Timestamp? { try await base.nextDeadline() }

    /// Asks the store behind this one.
    public func expired(_ horizons: [RetentionHorizon], limit: Int) async throws -> [Int] {
        try await base.expired(horizons, limit: limit)
    }

    /// Asks the store behind this one.
    public func purge(rows: Int, bytes: Int) async throws -> Bool { try await base.purge(rows: rows, bytes: bytes) }

    /// Asks the store behind this one.
    public func probe() async throws { try await base.probe() }

    /// Asks the store behind this one.
    public func maintain() async throws { try await base.maintain() }

    /// Asks the store behind this one.
    public func close() async throws { try await base.close() }
}

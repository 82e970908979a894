public import SWFModel

/// Where executions, their histories, tasks and messages are kept.
///
/// The engine is written against this protocol; the memory store and the SQLite store satisfy it, and one conformance
/// suite runs against each. Every method may be called concurrently.
///
/// What ``commit(_:)`` returned from is durable, to the degree that the store can promise: the memory store promises
/// nothing, the SQLite store that it survives the loss of the process and of power.
public protocol WorkflowStore: Sendable {
    /// Reads all that an engine must hold in memory: domains, types, waiting tasks, undelivered messages.
    ///
    /// - Throws: ``StoreError``.
    func contents() async throws -> StoreContents

    /// Carries out the whole batch, or nothing of it.
    ///
    /// - Throws: ``StoreError`` with `versionConflict` when an execution is no longer at the version it was read at;
    ///   another ``StoreError`` when the batch could not be written. After `mustReopen` every further commit is refused.
    func commit(_ batch: CommitBatch) async throws

    /// Reads what is needed to hold an execution in memory: its latest snapshot and the events after it.
    ///
    /// - Returns: nil when there is no such execution.
    func execution(id: Int) async throws -> StoredExecution?

    /// Finds the id of a run; without a run id, that of the open run.
    func executionId(domain: String, workflowId: String, runId: String?) async throws -> Int?

    /// Reads events of an execution in order, as they were appended; the first and last chunk may reach beyond the range.
    ///
    /// Of an execution that was deleted there are none, also while ``purge(rows:bytes:)`` has not come to them.
    ///
    /// - Parameters:
    ///   - id: The execution.
    ///   - range: The event ids wanted.
    func events(of id: Int, in range: ClosedRange<EventId>) async throws -> [EventChunk]

    /// Lists executions for the visibility actions.
    func executions(_ query: ExecutionQuery) async throws -> [ExecutionRecord]

    /// Counts executions for the visibility actions.
    func count(_ query: ExecutionQuery) async throws -> Int

    /// The executions with a deadline at or before the moment, the earliest first.
    func due(at moment: Timestamp, limit: Int) async throws -> [Int]

    /// The earliest deadline of all open executions.
    func nextDeadline() async throws -> Timestamp?

    /// Closed executions that are kept no longer, by their ids.
    ///
    /// - Parameters:
    ///   - horizons: The domains that are looked at, and since when each keeps what closed.
    ///   - limit: How many at most.
    func expired(_ horizons: [RetentionHorizon], limit: Int) async throws -> [Int]

    /// Removes events of deleted executions, in one transaction that is bounded so that commits need not wait long for it.
    ///
    /// - Parameters:
    ///   - rows: How many commits' events at most.
    ///   - bytes: After how many bytes of events it stops; the last commit's events may exceed it.
    /// - Returns: Whether some are left.
    func purge(rows: Int, bytes: Int) async throws -> Bool

    /// Writes something of no meaning, as durably as a commit: whether that works is whether the store can commit.
    func probe() async throws

    /// Housekeeping that must not hold up commits, such as a checkpoint. Called every few seconds while the engine runs.
    func maintain() async throws

    /// Closes the store; further calls fail.
    func close() async throws
}

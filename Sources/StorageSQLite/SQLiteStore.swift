import Foundation
import GRDB
public import SWFModel
public import Storage
import Synchronization

/// The store in one SQLite file: no daemon, and what was committed survives the loss of the process and of power.
///
/// It keeps a write-ahead log and syncs it at every commit (`synchronous=FULL`). Many transitions share a commit, so that
/// costs little. The log is brought into the file by ``maintain()`` on a connection of its own, off the commit path.
/// One server at a time may use a file; a second is refused.
public final class SQLiteStore: WorkflowStore {
    private let writer: DatabaseQueue
    private let readers: [DatabaseQueue]
    private let checkpointer: DatabaseQueue
    private let nextReader = Atomic<Int>(0)
    private let lock: StoreLock
    private let gate = StoreGate()
    private let trust = StoreTrust()

    /// Opens the store, making the file and its folder when they do not exist, and bringing an older one up to date.
    ///
    /// A new file, and what SQLite puts beside it, is for its owner only: it holds inputs and results. One that is there keeps
    /// its mode.
    ///
    /// - Parameter path: The path of the file.
    /// - Throws: ``StoreError`` with `cannotOpen` or `tooNew`.
    public init(path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw StoreError(.cannotOpen, "The folder \(folder) of the store cannot be made: \(error).")
        }
        lock = try StoreLock(path: path)
        PrivateFile.make(path)
        do {
            writer = try DatabaseQueue(path: path, configuration: Self.configuration())
            let migrator = Schema.migrator
            guard try writer.read({ try !migrator.hasBeenSuperseded($0) }) else {
                throw StoreError(.tooNew, "The store \(path) was written by a newer Martlet; use that one.")
            }
            try migrator.migrate(writer)
            try writer.write(Self.makeSecret)
            readers = try (0..<2).map { _ in
                try DatabaseQueue(path: path, configuration: Self.configuration(isReader: true))
            }
            checkpointer = try DatabaseQueue(path: path, configuration: Self.configuration())
            do {
                try writer.writeWithoutTransaction { database in
                    try trust.settle { try Self.bringOver(database) }
                }
            } catch let error as StoreError where error.code == .failed {
                // For want of space, say. What is there can be read; the first commit tries again.
            }
        } catch let error as StoreError {
            lock.release()
            guard error.code == .mustReopen else { throw error }
            throw StoreError(.cannotOpen, "The store \(path) cannot be opened: \(error)")
        } catch {
            lock.release()
            throw StoreError(.cannotOpen, "The store \(path) cannot be opened: \(error).")
        }
    }

    private static func configuration(isReader: Bool = false) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isReader
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 1
        configuration.prepareDatabase { database in
            if !isReader {
                try database.execute(sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // The log is brought into the file by maintain(); in a commit it would cost one of them many milliseconds.
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
                // A log that once grew large is cut back when it starts anew.
                try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
            }
            try database.execute(sql: "PRAGMA cache_size = -32768")
        }
        return configuration
    }

    /// Brings the log into the file, all of it, and syncs the file.
    ///
    /// A process before this one may have ended over a sync that failed: what the log seems to hold is then in the memory
    /// of the kernel only, and what is appended to it would be lost with it when the power goes. In the file it is written
    /// and synced afresh.
    private static func bringOver(_ database: Database) throws {
        _ = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(PASSIVE)")
    }

    private static func makeSecret(_ database: Database) throws {
        var generator = SystemRandomNumberGenerator()
        let secret = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        try database.execute(
            sql: "INSERT INTO meta (name, value) VALUES ('secret', ?) ON CONFLICT DO NOTHING",
            arguments: [secret]
        )
    }

    /// All that an engine holds in memory.
    public func contents() async throws -> StoreContents {
        try await read { try ContentsQueries.contents($0) }
    }

    /// Carries out the whole batch in one transaction, synced to the disk before it returns.
    public func commit(_ batch: CommitBatch) async throws {
        try await write { try CommitQueries.write(batch, $0) }
    }

    /// Reads what is needed to hold an execution in memory.
    public func execution(id: Int) async throws -> StoredExecution? {
        try await read { try ExecutionQueries.stored(id: id, $0) }
    }

    /// Finds the id of a run; without a run id, that of the open run.
    public func executionId(domain: String, workflowId: String, runId: String?) async throws -> Int? {
        try await read {
            try ExecutionQueries.id(domain: domain, workflowId: workflowId, runId: runId, $0)
        }
    }

    /// Reads events of an execution in order.
    public func events(of id: Int, in range: ClosedRange<EventId>) async throws -> [EventChunk] {
        try await read { try HistoryQueries.chunks(of: id, in: range, $0) }
    }

    /// Lists executions.
    public func executions(_ query: ExecutionQuery) async throws -> [ExecutionRecord] {
        try await read { try VisibilityQueries.records(query, $0) }
    }

    /// Counts executions.
    public func count(_ query: ExecutionQuery) async throws -> Int {
        try await read { try VisibilityQueries.count(query, $0) }
    }

    /// The executions with a deadline at or before the moment, the earliest first.
    public func due(at moment: Timestamp, limit: Int) async throws -> [Int] {
        try await read { try ExecutionQueries.due(at: moment, limit: limit, $0) }
    }

    /// The earliest deadline of all open executions.
    public func nextDeadline() async throws -> Timestamp? {
        try await read { try ExecutionQueries.nextDeadline($0) }
    }

    /// Closed executions that are kept no longer.
    public func expired(_ horizons: [RetentionHorizon], limit: Int) async throws -> [Int] {
        try await read { try RetentionQueries.expired(horizons, limit: limit, $0) }
    }

    /// Removes events of deleted executions in a transaction of its own. The file keeps its size; the room is used again.
    public func purge(rows: Int, bytes: Int) async throws -> Bool {
        try await write { try RetentionQueries.purge(rows: rows, bytes: bytes, $0) }
    }

    /// Writes a row of no meaning and syncs it.
    public func probe() async throws {
        try await write { database in
            try database.execute(sql: "INSERT OR REPLACE INTO meta (name, value) VALUES ('probe', randomblob(8))")
        }
    }

    /// Brings the log into the file, as far as no reader is in the way.
    public func maintain() async throws {
        try trust.check()
        let frames = try await checkpoint(checkpointer, "PASSIVE")
        // Commits that came meanwhile keep the log growing. When it is large, one of them waits for the rest to be brought
        // over, which is little by then, and the log begins anew.
        if frames > Self.logLimit { _ = try await checkpoint(writer, "RESTART") }
    }

    /// How many pages the log may have before a checkpoint makes it begin anew: 32 MB.
    private static let logLimit = 8_000

    /// - Returns: How many pages the log has.
    private func checkpoint(_ connection: DatabaseQueue, _ mode: String) async throws -> Int {
        try await wrap {
            try await withCheckedThrowingContinuation { continuation in
                connection.asyncWriteWithoutTransaction { database in
                    continuation.resume(
                        with: Result {
                            try self.trust.writing {
                                try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(\(mode))")?[1] ?? 0
                            }
                        }
                    )
                }
            }
        }
    }

    /// Closes the file when the calls that run are done, and lets another server have it. A second time does nothing.
    ///
    /// A file that is not trusted any more is left as it is: closing it would write to it.
    public func close() async throws {
        guard await gate.close() else { return }
        guard trust.isThere else {
            StoreTrust.abandon([writer, checkpointer] + readers)
            lock.release()
            return
        }
        do {
            try checkpointer.close()
            for reader in readers { try reader.close() }
            try writer.close()
            lock.release()
        } catch {
            throw StoreError(.failed, "The store failed: \(error).")
        }
    }

    /// The value of a pragma on the writing connection; the tests look at what the store promises.
    func pragma(_ name: String) async throws -> String? {
        try await wrap { try await self.writer.read { try String.fetchOne($0, sql: "PRAGMA \(name)") } }
    }

    // Reads and writes do not end early when the task that asked is canceled, as GRDB's async functions would: whoever
    // writes a commit writes it for others too.

    private func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        let turn = nextReader.wrappingAdd(1, ordering: .relaxed).newValue
        let reader = readers[Int(turn.magnitude % UInt(readers.count))]
        return try await wrap {
            try await withCheckedThrowingContinuation { continuation in
                reader.asyncRead { database in
                    continuation.resume(with: Result { try body(database.get()) })
                }
            }
        }
    }

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await wrap {
            try await withCheckedThrowingContinuation { continuation in
                self.writer.asyncWriteWithoutTransaction { database in
                    continuation.resume(
                        with: Result {
                            try self.trust.settle { try Self.bringOver(database) }
                            return try self.trust.writing {
                                var value: Value?
                                try database.inTransaction {
                                    value = try body(database)
                                    return .commit
                                }
                                guard let value else { throw StoreError(.failed, "The transaction gave nothing.") }
                                return value
                            }
                        }
                    )
                }
            }
        }
    }

    private func wrap<Value>(_ body: () async throws -> Value) async throws -> Value {
        guard gate.enter() else { throw StoreError(.failed, "The store is closed.") }
        defer { gate.leave() }
        do {
            return try await body()
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.failed, "The store failed: \(error).")
        }
    }
}

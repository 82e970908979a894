import Foundation
import GRDB
import SWFModel
import SWFWire
import Storage
import Testing
import WorkflowCore

@testable import StorageSQLite

/// What only the SQLite store promises.
@Suite struct SQLiteStoreTests {
    /// A batch with something in every table.
    private func everything() -> CommitBatch {
        let record = Sample.record(1, tags: ["red"], nextDeadline: Sample.start + .seconds(60))
        var creation = Sample.creation(record)
        creation.offered = [Sample.task(.decision, 2), Sample.task(.activity, 5, priority: 3)]
        creation.heartbeats = [HeartbeatRecord(scheduledEventId: 5, at: Sample.start, details: "half")]
        creation.messages = [Sample.message(1, from: record)]
        creation.snapshot = .init(eventId: 1, state: [1, 2, 3])
        var batch = CommitBatch()
        batch.domains = [Sample.domainRecord(description: "kept")]
        batch.workflowTypes = [Sample.workflowType("Pipeline", "1")]
        batch.activityTypes = [Sample.activityType("Step", "1")]
        batch.executions = [
            creation, Sample.creation(Sample.record(2, closed: (Sample.start + .seconds(2), .completed))),
        ]
        return batch
    }

    private func expectEverything(in store: any WorkflowStore, _ batch: CommitBatch) async throws {
        let contents = try await store.contents()
        #expect(contents.domains == batch.domains)
        #expect(contents.workflowTypes == batch.workflowTypes)
        #expect(contents.activityTypes == batch.activityTypes)
        #expect(contents.messages == batch.executions[0].messages)
        #expect(contents.tasks.map(\.task) == batch.executions[0].offered)
        #expect(contents.openExecutions.map(\.id) == [1])
        #expect(contents.nextExecutionId == 3)
        let stored = try #require(try await store.execution(id: 1))
        #expect(stored.record == batch.executions[0].record)
        #expect(stored.heartbeats == batch.executions[0].heartbeats)
        #expect(stored.snapshot == batch.executions[0].snapshot)
        #expect(try await store.events(of: 1, in: 1...2) == [Sample.chunk(1...2)])
        #expect(try await store.nextDeadline() == batch.executions[0].record.nextDeadline)
        #expect(try await store.execution(id: 2)?.record == batch.executions[1].record)
    }

    @Test func `a file opened again holds what was committed`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("store.sqlite")
            let batch = everything()
            let first = try SQLiteStore(path: path)
            try await first.commit(batch)
            let secret = try await first.contents().secret
            try await expectEverything(in: first, batch)
            try await first.close()
            for _ in 0..<2 {
                let again = try SQLiteStore(path: path)
                try await expectEverything(in: again, batch)
                #expect(try await again.contents().secret == secret)
                try await again.close()
            }
        }
    }

    @Test func `a commit is synced to the disk before it returns`() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder.file("store.sqlite"))
            #expect(try await store.pragma("journal_mode") == "wal")
            #expect(try await store.pragma("synchronous") == "2", "2 is FULL: the log is synced at every commit")
            #expect(try await store.pragma("wal_autocheckpoint") == "0", "no commit waits for a checkpoint")
            try await store.close()
        }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `a new store is for its owner only, and one that is there keeps its mode`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("store.sqlite")
            let store = try SQLiteStore(path: path)
            try await store.commit(everything())
            for end in ["", "-wal", "-shm", ".lock"] { #expect(try mode(path + end) == 0o600, "\(end)") }
            try await store.close()
            for chosen in [0o640, 0o644] {
                try FileManager.default.setAttributes([.posixPermissions: chosen], ofItemAtPath: path)
                let again = try SQLiteStore(path: path)
                try await again.maintain()
                #expect(try mode(path) == chosen)
                #expect(try await again.contents().domains.count == 1)
                try await again.close()
            }
        }
    }

    /// As near as a test without a power switch comes to the loss of the process: the files as they are when a commit
    /// returns, without the store that wrote them, which had no chance to put anything in order.
    @Test func `the files as they are when a commit returns hold the commit`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("store.sqlite")
            let store = try SQLiteStore(path: path)
            var batch = everything()
            try await store.commit(batch)
            for step in 0..<20 {
                if step.isMultiple(of: 7) { try await store.maintain() }
                let record = batch.executions[0].record
                var next = CommitBatch()
                var commit = ExecutionCommit(record: record, expectedVersion: record.version)
                commit.record.version += 1
                commit.record.nextDeadline = record.nextDeadline.map { $0 + .seconds(1) }
                next.executions = [commit]
                try await store.commit(next)
                batch.executions[0].record = commit.record

                let copy = folder.file("copy-\(step).sqlite")
                for suffix in ["", "-wal"] {
                    try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
                }
                let opened = try SQLiteStore(path: copy)
                try await expectEverything(in: opened, batch)
                try await opened.close()
            }
            try await store.close()
        }
    }

    /// A crash may tear the end of the log. What was committed before is still there, and the store opens.
    @Test func `a torn end of the log loses at most the commits in it`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("store.sqlite")
            // With the tables in the file already, the log begins with the first commit.
            try await SQLiteStore(path: path).close()
            let store = try SQLiteStore(path: path)
            try await store.commit(everything())
            let kept = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0
            #expect(kept > 0)
            try await store.create([Sample.record(3)])
            let log = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
            #expect(log.count > kept)
            let step = max(1, (log.count - kept) / 40)
            for length in stride(from: kept, through: log.count, by: step) {
                let copy = folder.file("torn-\(length).sqlite")
                try FileManager.default.copyItem(atPath: path, toPath: copy)
                try log.prefix(length).write(to: URL(fileURLWithPath: copy + "-wal"))
                let opened = try SQLiteStore(path: copy)
                #expect(try await opened.execution(id: 1) != nil)
                let third = try await opened.execution(id: 3)
                #expect(third == nil || third?.events == [Sample.chunk(1...2)], "whole, or not at all")
                try await opened.close()
            }
            try await store.close()
        }
    }

    @Test func `a second server is refused, and may have the file when the first has left`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("store.sqlite")
            let first = try SQLiteStore(path: path)
            let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
            #expect(error?.code == .cannotOpen)
            #expect(error?.description == "The store \(path) is in use by another server.")
            try await first.commit(everything())
            try await first.close()
            let second = try SQLiteStore(path: path)
            try await second.close()
        }
    }

    @Test func `a store of a newer Martlet is refused and left as it is`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("store.sqlite")
            try await SQLiteStore(path: path).close()
            let queue = try DatabaseQueue(path: path)
            try await queue.write { database in
                try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99')")
            }
            try queue.close()
            let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
            #expect(error?.code == .tooNew)
            #expect(error?.description == "The store \(path) was written by a newer Martlet; use that one.")
            // The refusal gave the lock back.
            let again = #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
            #expect(again?.code == .tooNew)
        }
    }

    @Test func `a missing folder is made`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("a/b c/store.sqlite")
            let store = try SQLiteStore(path: path)
            try await store.commit(everything())
            try await store.close()
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `a path that cannot be a store is refused with a sentence`() async throws {
        try await TemporaryFolder.with { folder in
            let file = folder.file("file")
            try Data("no folder".utf8).write(to: URL(fileURLWithPath: file))
            let text = folder.file("text.sqlite")
            try Data(String(repeating: "This is not a database. ", count: 400).utf8)
                .write(to: URL(fileURLWithPath: text))
            for path in [folder.path, file + "/store.sqlite", text] {
                let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
                #expect(error?.code == .cannotOpen, "\(path)")
                let sentence = error?.description ?? ""
                #expect(sentence.hasPrefix("The ") && sentence.hasSuffix("."), "\(sentence)")
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: text)).count == 9_600, "what is no store is left alone")
        }
    }

    @Test func `a closed store fails with a store error`() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder.file("store.sqlite"))
            try await store.close()
            await #expect(throws: StoreError.self) { try await store.commit(everything()) }
            await #expect(throws: StoreError.self) { try await store.contents() }
            await #expect(throws: StoreError.self) { try await store.probe() }
        }
    }

    @Test func `the upkeep brings the log into the file while the store is used`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("store.sqlite")
            let store = try SQLiteStore(path: path)
            for round in 0..<10 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for index in 1...20 {
                        let id = round * 20 + index
                        group.addTask { try await store.create([Sample.record(id)]) }
                        group.addTask { _ = try await store.execution(id: max(1, id - 20)) }
                    }
                    group.addTask { try await store.maintain() }
                    try await group.waitForAll()
                }
            }
            try await store.maintain()
            // With the log gone, the file alone holds everything.
            let copy = folder.file("copy.sqlite")
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            let opened = try SQLiteStore(path: copy)
            #expect(try await opened.contents().openExecutions.count == 200)
            try await opened.close()
            try await store.close()
        }
    }

    @Test func `what callers give is never read as SQL`() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder.file("store.sqlite"))
            let hostile = ["'; DROP TABLE execution; --", "\" OR 1=1 --", "%", "_", "a\u{0}b", "\\", "?1", ":x", "''"]
            try await store.create(hostile.enumerated().map { Sample.record($0 + 1, workflowId: $1, tags: [$1]) })
            for (index, text) in hostile.enumerated() {
                #expect(try await store.executionId(domain: Sample.domain, workflowId: text, runId: nil) == index + 1)
                for filter in [ExecutionQuery.Filter.workflowId(text), .tag(text)] {
                    let query = ExecutionQuery(
                        domain: Sample.domain,
                        status: .open,
                        oldest: Timestamp(milliseconds: 0),
                        filter: filter
                    )
                    #expect(try await store.executions(query).map(\.identity.id) == [index + 1], "\(filter)")
                }
            }
            try await store.close()
        }
    }

    /// How many rows each table has.
    private func rows(_ path: String) throws -> [String: Int] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { database in
            let names = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%grdb%'"
            )
            return try names.reduce(into: [:]) { counts, name in
                counts[name] = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM \"\(name)\"")
            }
        }
    }

    @Test func `a file of the first version opens and gives no id twice`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("store.sqlite")
            let queue = try DatabaseQueue(path: path)
            try Schema.migrator.migrate(queue, upTo: "1")
            let from = Sample.record(41)
            try await queue.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO meta VALUES ('secret', zeroblob(32));
                        INSERT INTO domain VALUES ('Publish', 'REGISTERED', NULL, '7', '[]');
                        INSERT INTO execution VALUES (41, 'Publish', 'article-41', 'run-41', 'Pipeline', '1',
                            1790000000000, NULL, NULL, NULL, NULL, NULL, 0, 1, 2, NULL);
                        INSERT INTO history (execution_id, first_event_id, event_count, events)
                            VALUES (41, 1, 2, CAST('{"eventId":1}' || char(10) || '{"eventId":2}' AS BLOB));
                        """
                )
                try database.execute(
                    sql: "INSERT INTO outbox VALUES (17, ?)",
                    arguments: [
                        String(decoding: try AWSJSON.encode(Sample.message(17, from: from).message), as: UTF8.self)
                    ]
                )
            }
            try queue.close()

            let store = try SQLiteStore(path: path)
            let contents = try await store.contents()
            #expect(contents.nextExecutionId == 42)
            #expect(contents.nextMessageId == 18)
            #expect(contents.messages == [Sample.message(17, from: from)])
            #expect(contents.domains == [Sample.domainRecord()])
            let stored = try #require(try await store.execution(id: 41))
            #expect(stored.record == from)
            #expect(stored.events == [Sample.chunk(1...2)])
            try await store.close()
            try await SQLiteStore(path: path).close()
        }
    }

    /// Files of released versions are out there: what made them must stay as it was.
    @Test(arguments: [("1", 0xFC0F_5976_4736_D0EC as UInt64), ("2", 0x5561_5922_6403_B2A9)])
    func `a released step of the schema is never edited`(step: String, digest: UInt64) async throws {
        let queue = try DatabaseQueue()
        try Schema.migrator.migrate(queue, upTo: step)
        let schema = try await queue.read { database in
            try String.fetchAll(database, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        }
        // FNV-1a.
        let found = schema.joined(separator: ";").utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        #expect(found == digest, "0x\(String(found, radix: 16, uppercase: true))")
    }

    @Test func `no id is given twice by a file that was closed and opened between`() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("store.sqlite")
            let record = Sample.record(1, closed: (Sample.start, .completed))
            var nextIds: [(Int, Int)] = []
            for round in 0..<3 {
                let store = try SQLiteStore(path: path)
                let before = try await store.contents()
                nextIds.append((before.nextExecutionId, before.nextMessageId))
                var creation = Sample.creation(record)
                creation.record.identity.id = before.nextExecutionId
                creation.record.identity.execution.runId = "run-\(round)"
                creation.record.info.execution.runId = "run-\(round)"
                creation.messages = [Sample.message(before.nextMessageId, from: creation.record)]
                try await store.commit(creation)
                var batch = CommitBatch()
                batch.deletedExecutions = [creation.record.identity.id]
                batch.deliveredMessages = [before.nextMessageId]
                try await store.commit(batch)
                try await store.close()
            }
            #expect(nextIds.map(\.0) == [1, 2, 3])
            #expect(nextIds[0].1 < nextIds[1].1 && nextIds[1].1 < nextIds[2].1)
        }
    }

    @Test func `what is deleted leaves no row behind, also when the server is killed before its events are removed`()
        async throws
    {
        try await TemporaryFolder.with { folder in
            let path = folder.file("store.sqlite")
            var store = try SQLiteStore(path: path)
            var batch = everything()
            let open = batch.executions[0].record
            try await store.commit(batch)
            var close = ExecutionCommit(record: open, expectedVersion: open.version, events: Sample.chunk(3...3))
            close.record.version += 1
            close.record.lastEventId = 3
            close.record.nextDeadline = nil
            close.record.info.executionStatus = .closed
            close.record.info.closeStatus = .completed
            close.record.info.closeTimestamp = Sample.start
            batch = CommitBatch()
            batch.executions = [close]
            batch.deliveredMessages = [1]
            try await store.commit(batch)
            batch = CommitBatch()
            batch.deletedExecutions = [1, 2]
            try await store.commit(batch)
            try await store.close()
            #expect(try rows(path)["history"] == 3)
            store = try SQLiteStore(path: path)
            #expect(try await store.purge(rows: 2, bytes: 1_000))
            #expect(try await store.purge(rows: 2, bytes: 1_000) == false)
            try await store.close()
            let left = try rows(path).filter { $0.value > 0 }
            #expect(
                left == ["meta": 1, "domain": 1, "workflow_type": 1, "activity_type": 1, "sequence": 2],
                "rows of executions are gone from every table"
            )
        }
    }
}

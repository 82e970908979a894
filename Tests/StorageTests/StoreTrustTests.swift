import Foundation
import GRDB
import Storage
import Testing

@testable import StorageSQLite

/// What a failed write says of the file (docs/DURABILITY.md). That a real disk's failures end here is shown with a real
/// server in Tests/Faults.
@Suite struct StoreTrustTests {
    /// The code, and whether the commit may be there all the same.
    @Test(
        arguments: [
            (.SQLITE_IOERR_FSYNC, .mustReopen, true), (.SQLITE_IOERR_WRITE, .mustReopen, true),
            (.SQLITE_IOERR_DIR_FSYNC, .mustReopen, true), (.SQLITE_IOERR_TRUNCATE, .mustReopen, true),
            (.SQLITE_IOERR, .mustReopen, true), (.SQLITE_CORRUPT, .mustReopen, true),
            (.SQLITE_NOTADB, .mustReopen, true),
            (.SQLITE_FULL, .failed, false), (.SQLITE_BUSY, .failed, false), (.SQLITE_CANTOPEN, .failed, false),
            (.SQLITE_IOERR_SHMSIZE, .failed, true), (.SQLITE_IOERR_NOMEM, .failed, true),
        ] as [(GRDB.ResultCode, StoreError.Code, Bool)]
    )
    func `a failed write is told by what it leaves in doubt`(
        result: GRDB.ResultCode,
        code: StoreError.Code,
        mayBeDone: Bool
    ) {
        let error = StoreError(ofWriting: DatabaseError(resultCode: result))
        #expect(error.code == code)
        #expect(error.mayBeDone == mayBeDone)
    }

    @Test func `after a failed sync nothing is written any more, and that is surely not done`() throws {
        let trust = StoreTrust()
        #expect(throws: StoreError.self) {
            try trust.writing { throw DatabaseError(resultCode: .SQLITE_IOERR_FSYNC) }
        }
        #expect(!trust.isThere)
        var wasCalled = false
        let refusal = #expect(throws: StoreError.self) { try trust.writing { wasCalled = true } }
        #expect(!wasCalled)
        #expect(refusal?.code == .mustReopen)
        #expect(refusal?.mayBeDone == false)
    }

    @Test func `a disk without space is trusted with the next write`() throws {
        let trust = StoreTrust()
        #expect(throws: StoreError.self) { try trust.writing { throw DatabaseError(resultCode: .SQLITE_FULL) } }
        #expect(trust.isThere)
        #expect(try trust.writing { 7 } == 7)
    }

    @Test func `the log of the process before is settled once, and again until that succeeds`() throws {
        let trust = StoreTrust()
        var calls = 0
        #expect(throws: StoreError.self) {
            try trust.settle {
                calls += 1
                throw DatabaseError(resultCode: .SQLITE_FULL)
            }
        }
        for _ in 0..<3 { try trust.settle { calls += 1 } }
        #expect(calls == 2)
    }

    /// A log whose sync failed looks whole to the next process, from the kernel's memory: it must not be built upon.
    @Test func `a store that is opened has brought the log of the process before into its file`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-trust-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/a.sqlite"
        let store = try SQLiteStore(path: path)
        var batch = CommitBatch()
        batch.domains = [Sample.domainRecord(description: "kept")]
        try await store.commit(batch)
        // The files as a kill leaves them, where another process finds them.
        let copy = folder + "/b.sqlite"
        for end in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + end, toPath: copy + end) }
        let reopened = try SQLiteStore(path: copy)
        // Read without the log: all of it is in the file itself.
        let alone = folder + "/c.sqlite"
        try FileManager.default.copyItem(atPath: copy, toPath: alone)
        let contents = try await SQLiteStore(path: alone).contents()
        #expect(contents.domains == batch.domains)
        try await reopened.close()
        try await store.close()
    }
}

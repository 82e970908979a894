import GRDB
import Storage
import Synchronization

/// Whether what is written to the file can still be relied on.
///
/// A sync that failed is never tried again on the same file: the kernel reports a failure once and then takes the pages for
/// written, so the second sync succeeds and has kept nothing. From then on the store takes no more writes; what is on the
/// disk is found out when it is opened anew. A disk without space is another matter: the write itself is refused, nothing
/// of it counts, and the next one may succeed.
final class StoreTrust: Sendable {
    private struct State {
        var refusal: StoreError?
        var isSettled = false
    }

    private let state = Mutex(State())

    /// Whether the file is trusted.
    var isThere: Bool { state.withLock { $0.refusal == nil } }

    /// - Throws: ``StoreError`` with `mustReopen` when the file is not trusted any more.
    func check() throws(StoreError) {
        if let refusal = state.withLock({ $0.refusal }) { throw refusal }
    }

    /// Does once, before the first commit, what makes the log of the process before this one safe to go on with.
    func settle(_ bringOver: () throws -> Void) throws {
        guard !state.withLock({ $0.isSettled }) else { return }
        try writing(bringOver)
        state.withLock { $0.isSettled = true }
    }

    /// Runs what writes to the file, and finds out what a failure of it means.
    func writing<Value>(_ body: () throws -> Value) throws -> Value {
        try check()
        do {
            return try body()
        } catch let error as DatabaseError {
            let failure = StoreError(ofWriting: error)
            if failure.code == .mustReopen {
                let refusal = StoreError(.mustReopen, failure.description)
                state.withLock { $0.refusal = $0.refusal ?? refusal }
            }
            throw failure
        }
    }

    /// Keeps connections open until the process ends: to close them would bring the log into the file.
    static func abandon(_ connections: [DatabaseQueue]) {
        abandoned.withLock { $0 += connections }
    }

    private static let abandoned = Mutex<[DatabaseQueue]>([])
}

extension StoreError {
    /// What it means that writing failed so.
    init(ofWriting error: DatabaseError) {
        switch error.extendedResultCode {
        case .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMLOCK, .SQLITE_IOERR_SHMMAP,
            .SQLITE_IOERR_LOCK, .SQLITE_IOERR_UNLOCK, .SQLITE_IOERR_RDLOCK, .SQLITE_IOERR_CHECKRESERVEDLOCK,
            .SQLITE_IOERR_NOMEM:
            // The index of the log, locks and memory hold nothing that has to last. The log may be complete by then.
            self.init(.failed, "The store failed: \(error).", mayBeDone: true)
        default:
            switch error.resultCode {
            case .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB:
                self.init(
                    .mustReopen,
                    "The disk failed under the store; what it kept is known when the server is started again: \(error).",
                    mayBeDone: true
                )
            default:
                self.init(.failed, "The store failed: \(error).")
            }
        }
    }
}

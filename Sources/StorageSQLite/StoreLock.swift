import Storage
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Keeps a second server away from a store: the engine holds state in memory that another writer would not know of.
///
/// It is an advisory lock on a file beside the store, which the kernel releases when the process ends, however it ends.
final class StoreLock: Sendable {
    private let descriptor: Mutex<Int32>

    /// Takes the lock.
    ///
    /// - Throws: ``StoreError`` when another process holds it or the file cannot be made.
    init(path: String) throws {
        let file = open(path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            let reason = String(cString: strerror(errno))
            throw StoreError(.cannotOpen, "The store \(path) cannot be opened: \(reason).")
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            _ = Self.closeFile(file)
            throw StoreError(.cannotOpen, "The store \(path) is in use by another server.")
        }
        descriptor = Mutex(file)
    }

    /// Gives the lock back.
    func release() {
        descriptor.withLock { file in
            guard file >= 0 else { return }
            // A child process that was forked and has not begun its own program yet holds a copy of the descriptor, which
            // would keep the lock; so it is given back and not only closed.
            flock(file, LOCK_UN)
            _ = Self.closeFile(file)
            file = -1
        }
    }

    deinit { release() }

    private static func closeFile(_ file: Int32) -> Int32 { close(file) }
}

import Foundation
import Martlet

/// A lock that one process at a time holds on a folder: two runs for the same article, or an attempt that was given up
/// and the one after it, publish one after the other.
///
/// It is `flock` on a file, so it goes with the process that held it, however that ended.
enum FolderLock {
    /// Does something while no other process holds the lock of a folder.
    ///
    /// - Parameters:
    ///   - folder: the folder; it must be there.
    ///   - context: gets a heartbeat while the lock is waited for.
    static func hold<Result>(
        _ folder: String,
        _ context: ActivityContext,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let descriptor = open("\(folder)/.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw FileFailure("open the lock of the article's folder") }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw FileFailure("lock the article's folder")
            }
            try await context.heartbeat("waiting for another run that publishes the same article")
            // The kernel tells nobody that a lock became free without blocking a thread, so it is asked now and then.
            try await Task.sleep(for: .milliseconds(100))
        }
        return try await body()
    }
}

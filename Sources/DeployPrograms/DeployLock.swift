import CommandSupport
import Foundation

/// One deploy at a time: a lock on a file, which the system takes back from a process that dies.
struct DeployLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock.
    ///
    /// - Parameters:
    ///   - folder: The folder of the releases; made when it is missing.
    ///   - patience: How long to wait for another deploy to give it back.
    /// - Returns: nil when another deploy has it.
    /// - Throws: ``Complaint`` (system).
    static func take(in folder: String, patience: Duration) async throws(Complaint) -> DeployLock? {
        let start = ContinuousClock.now
        while true {
            if let lock = try take(in: folder) { return lock }
            guard ContinuousClock.now - start < patience else { return nil }
            // Between two tries: to wait in flock itself would block a thread, and could not be given up.
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Takes the lock, or does not.
    static func take(in folder: String) throws(Complaint) -> DeployLock? {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Complaint(.system, "The folder \(folder) cannot be made: \(error.localizedDescription)")
        }
        let file = "\(folder)/lock"
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Complaint(.system, "\(file) cannot be opened: \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            if reason == EWOULDBLOCK { return nil }
            throw Complaint(.system, "\(file) cannot be locked: \(String(cString: strerror(reason))).")
        }
        return DeployLock(descriptor: descriptor)
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }
}

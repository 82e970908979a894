import Foundation

/// One supervisor an environment: whoever holds the lock is it. The kernel takes the lock back when its holder ends, in
/// whatever way, so nothing has to be cleaned up.
public struct SupervisorLock: Sendable {
    /// The open file that holds the lock; it goes along when the supervisor executes a new program file.
    public let descriptor: Int32

    /// Takes the lock; nil when another process holds it.
    ///
    /// - Throws: ``ChildProcess/Failure`` when the file cannot be opened.
    public static func take(_ path: String) throws(ChildProcess.Failure) -> SupervisorLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw ChildProcess.Failure(description: "\(path): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return SupervisorLock(descriptor: descriptor)
    }

    /// The lock that the program before us in this process took; nil when the open file is another one.
    public static func inherited(_ descriptor: Int32, path: String) -> SupervisorLock? {
        var open = stat()
        var named = stat()
        guard fstat(descriptor, &open) == 0, stat(path, &named) == 0, open.st_ino == named.st_ino,
            open.st_dev == named.st_dev, flock(descriptor, LOCK_EX | LOCK_NB) == 0
        else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return SupervisorLock(descriptor: descriptor)
    }

    /// Whether somebody holds the lock.
    public static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // A shared lock is refused while another holds it whole, and is gone with the file.
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }
}

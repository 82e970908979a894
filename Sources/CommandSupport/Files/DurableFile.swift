import Foundation

/// A file that is there whole, or not at all, whatever happens to the machine.
package enum DurableFile {
    /// Writes a file beside its place, syncs it, moves it there in one step, and syncs the folder. Only its owner may read
    /// it: histories hold inputs and results.
    ///
    /// - Parameter replaces: Whether a file that is there already is replaced.
    /// - Throws: ``Complaint``: `usage` when there is a file already, `system` when it cannot be written.
    package static func write(_ bytes: [UInt8], to path: String, replaces: Bool) throws(Complaint) {
        if !replaces, FileManager.default.fileExists(atPath: path) {
            throw Complaint(.usage, "There is a file \(path) already; choose another name, or take it away.")
        }
        let new = "\(path).\(ProcessInfo.processInfo.processIdentifier).new"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
        } catch {
            unlink(new)
            throw failure(path)
        }
        guard rename(new, path) == 0 else {
            let complaint = failure(path)
            unlink(new)
            throw complaint
        }
        // The name is as durable as the contents only when its folder is synced.
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let directory = open(folder, O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { throw failure(path) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> Complaint {
        Complaint(.system, "The file \(path) cannot be written: \(String(cString: strerror(errno))).")
    }
}

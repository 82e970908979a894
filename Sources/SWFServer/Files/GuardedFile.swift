#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A small file that must not be open to more people than it says.
struct GuardedFile: Hashable, Sendable {
    /// Where it is.
    let path: String
    /// What it is, for sentences: "credentials file".
    let name: String
    /// Permission bits that it must not have.
    let forbiddenMode: UInt32
    /// What to do when it has them.
    let remedy: String
    /// The most bytes that it may have.
    let maximumBytes: Int

    /// A file that holds secrets: nobody but its owner may have any right to it, and that no more than to read and write.
    static func secret(_ path: String, name: String, maximumBytes: Int) -> GuardedFile {
        GuardedFile(path: path, name: name, forbiddenMode: 0o177, remedy: "chmod 600", maximumBytes: maximumBytes)
    }

    /// Reads it whole.
    ///
    /// - Returns: Its bytes and its stamp; nil when it was changed meanwhile.
    /// - Throws: Why it cannot be used.
    func read() throws(FileProblem) -> (bytes: [UInt8], stamp: FileStamp)? {
        // Not to wait for whoever writes, when it is a pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw FileProblem("The \(name) \(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        defer { close(descriptor) }
        guard let stamp = FileStamp(descriptor: descriptor), stamp.isRegular else {
            throw FileProblem("The \(name) \(path) is no regular file.")
        }
        guard stamp.mode & forbiddenMode == 0 else {
            let mode = String(stamp.mode, radix: 8)
            throw FileProblem(
                "The \(name) \(path) has the mode 0\(mode), which lets in more than its owner needs: \(remedy) \(path)."
            )
        }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = part.withUnsafeMutableBytes { buffer in
                Self.readOnce(descriptor, buffer)
            }
            guard count >= 0 else {
                throw FileProblem("The \(name) \(path) cannot be read: \(String(cString: strerror(errno))).")
            }
            if count == 0 { break }
            bytes.append(contentsOf: part[..<count])
            guard bytes.count <= maximumBytes else {
                throw FileProblem("The \(name) \(path) has more than \(maximumBytes) bytes.")
            }
        }
        guard FileStamp(descriptor: descriptor) == stamp else { return nil }
        return (bytes, stamp)
    }

    private static func readOnce(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = Self.systemRead(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 || errno != EINTR { return count }
        }
    }

    // The method `read` above hides the function of that name.
    #if canImport(Glibc)
    private static let systemRead = Glibc.read
    #elseif canImport(Musl)
    private static let systemRead = Musl.read
    #else
    private static let systemRead = Darwin.read
    #endif
}

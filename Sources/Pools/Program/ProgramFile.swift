import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The file that a process runs from, and by what it is seen that another one took its place.
public struct ProgramFile: Hashable, Sendable {
    /// Where the file is looked for, absolute. A link on the way is followed each time, so that a link that is made to point
    /// elsewhere is a replacement too.
    public var path: String

    /// The file at a path.
    public init(path: String) { self.path = path }

    /// By what one build of a program is told from another: size, time of the last change in nanoseconds, and which file it
    /// is. Nothing of the file is read, so that it can be looked at often.
    public struct Fingerprint: Hashable, Sendable {
        private let device: UInt64
        private let inode: UInt64
        private let size: Int64
        private let seconds: Int
        private let nanoseconds: Int

        /// Eight digits and letters that stand for it, for people and for reports.
        public var short: String {
            // FNV-1a: nobody makes up files to collide here.
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for word in [device, inode, UInt64(bitPattern: size), UInt64(seconds), UInt64(nanoseconds)] {
                for shift in stride(from: 0, to: 64, by: 8) {
                    hash = (hash ^ (word >> UInt64(shift) & 0xFF)) &* 0x100_0000_01B3
                }
            }
            let digits = String(hash ^ hash >> 32, radix: 16)
            return String((String(repeating: "0", count: 8) + digits).suffix(8))
        }

        init?(path: String) {
            var status = stat()
            guard stat(path, &status) == 0, UInt32(status.st_mode) & UInt32(S_IFMT) == UInt32(S_IFREG) else {
                return nil
            }
            device = UInt64(truncatingIfNeeded: status.st_dev)
            inode = UInt64(status.st_ino)
            size = Int64(status.st_size)
            #if canImport(Darwin)
            (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
            #else
            (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
            #endif
        }
    }

    /// What is at the path now; nil when there is no file, as in the middle of a replacement.
    public var fingerprint: Fingerprint? { Fingerprint(path: path) }

    /// The file that this process was started from.
    ///
    /// Named by how it was called, when that leads to it; otherwise by the file itself, which a link may have led to.
    ///
    /// - Parameter name: What the process was called, the first of its arguments.
    public static func running(as name: String) -> ProgramFile {
        let itself = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? name
        guard name.contains("/") else { return ProgramFile(path: itself) }
        let folder = FileManager.default.currentDirectoryPath
        let called = ProgramFile(path: name.hasPrefix("/") ? name : "\(folder)/\(name)")
        return called.fingerprint == runningFingerprint ? called : ProgramFile(path: itself)
    }

    /// The fingerprint of what this process runs, also when the file is gone or is another by now; nil where the system does
    /// not tell.
    public static var runningFingerprint: Fingerprint? { Fingerprint(path: "/proc/self/exe") }
}

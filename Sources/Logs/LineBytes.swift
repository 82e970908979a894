import Foundation

/// Whole lines on their way to a descriptor.
struct LineBytes: Sendable {
    /// The lines as bytes, each with its line feed.
    private(set) var bytes: [UInt8] = []
    /// Where each line ends.
    private var ends: [Int] = []
    /// Whether a line was cut before these: then they begin on a line of their own.
    private let isAfterCut: Bool

    /// A write this large still goes into a file at once, beside those of other processes.
    private static let limit = 64_000

    init(isAfterCut: Bool) {
        self.isAfterCut = isAfterCut
        if isAfterCut { bytes.append(UInt8(ascii: "\n")) }
    }

    /// How many lines there are.
    var count: Int { ends.count }

    /// Adds a line; false when it is for the next write, as these are enough.
    mutating func add(_ line: String) -> Bool {
        guard ends.isEmpty || bytes.count + line.utf8.count < Self.limit else { return false }
        bytes.append(contentsOf: line.utf8)
        bytes.append(UInt8(ascii: "\n"))
        ends.append(bytes.count)
        return true
    }

    /// How many lines a write of so many bytes took whole, and whether it cut the one after them.
    func taken(_ written: Int) -> (lines: Int, isCut: Bool) {
        let lines = ends.count { $0 <= written }
        let start = lines == 0 ? (isAfterCut ? 1 : 0) : ends[lines - 1]
        if written == 0 { return (0, isAfterCut) }
        return (lines, written > start)
    }

    /// Writes them all; stops at the first error that waiting does not mend.
    ///
    /// - Returns: How many bytes were written, and the error (`errno`) that ended it; 0 for none.
    func write(to descriptor: Int32) -> (written: Int, error: Int32) {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Foundation.write(
                    descriptor,
                    buffer.baseAddress.map { $0 + written },
                    buffer.count - written
                )
                if count > 0 {
                    written += count
                    continue
                }
                switch count == 0 ? EIO : errno {
                case EINTR: continue
                case EAGAIN:
                    // Somebody else made the descriptor non-blocking, as terminals' programs do; this thread may wait.
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&wait, 1, 1000)
                case let error: return (written, error)
                }
            }
            return (written, 0)
        }
    }
}

/// Why the system refused, as a part of a sentence.
func reason(_ error: Int32) -> String { String(cString: strerror(error)) }

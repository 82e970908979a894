import Foundation
import Logs
import SWFModel

/// Reads the lines of one log, from its oldest file to its newest, and further ones as they are written.
///
/// It holds one file open and reads 64 KB at a time, so logs of any size pass through little memory. A file that was renamed
/// meanwhile is read to its end, and then the new one.
struct LogFileReader: IteratorProtocol {
    /// The log without ages: `/…/workers-3.log`.
    let path: String
    /// The process: `workers-3`.
    let process: String
    private var waiting: [String]
    private var file: Int32 = -1
    private var inode: UInt64 = 0
    private var bytes: [UInt8] = []
    private var start = 0
    private var before = Timestamp(milliseconds: 0)

    /// A line that is longer is handed on in pieces.
    private static let longest = 1_000_000

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - files: The files of the log, the oldest first.
    init(_ path: String, files: [String]) {
        self.path = path
        let name = path.split(separator: "/").last.map(String.init) ?? path
        process = name.hasSuffix(".log") ? String(name.dropLast(4)) : name
        waiting = files
    }

    /// The next line; nil at the end, though a later call may find more.
    mutating func next() -> LogRecord? {
        while true {
            if let line = line() {
                let record = LogRecord(line, process: process, before: before)
                before = record.moment
                return record
            }
            if !more() { return nil }
        }
    }

    /// Goes to where the newest file ends: only what is written from now on is read.
    mutating func skipToEnd() {
        waiting = waiting.suffix(1)
        _ = openNext()
        if file >= 0 { lseek(file, 0, SEEK_END) }
    }

    /// The next whole line of what was read.
    private mutating func line() -> String? {
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else {
            guard bytes.count - start > Self.longest else { return nil }
            defer { start = bytes.count }
            return String(decoding: bytes[start...], as: UTF8.self)
        }
        defer { start = end + 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Reads further; false when there is nothing for now.
    private mutating func more() -> Bool {
        if file < 0, !openNext() { return false }
        bytes.removeFirst(start)
        start = 0
        let room = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, read(file, buffer.baseAddress, buffer.count))
        }
        if !room.isEmpty {
            bytes += room
            return true
        }
        guard waiting.isEmpty == false || isReplaced else { return false }
        // The last line of a file may have no end: the process was killed.
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
        close(file)
        file = -1
        return !bytes.isEmpty || openNext()
    }

    /// Whether there is another file now under the name of the one that is read.
    private var isReplaced: Bool {
        var found = stat()
        return stat(path, &found) == 0 && UInt64(found.st_ino) != inode
    }

    private mutating func openNext() -> Bool {
        let next = waiting.isEmpty ? path : waiting.removeFirst()
        file = open(next, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return !waiting.isEmpty && openNext() }
        var found = stat()
        if fstat(file, &found) == 0 { inode = UInt64(found.st_ino) }
        return true
    }
}

import Foundation

/// A log file that makes room for a new one when it is large, and that several processes may write.
///
/// Lines are appended whole. Before each write the file is looked at: one that was renamed or taken away, by another
/// process or by logrotate, is left for the new one. Writers hold a shared lock of the file while they write; who renames
/// holds it alone. So no line goes into a file that falls away, and a process that is stopped while it writes delays the
/// rotation and nothing else.
public struct RotatingFile: LogSink {
    /// With its path, for messages.
    public let name: String
    private let path: String
    private let bytes: Int
    private let count: Int
    private let render: @Sendable (LogEntry) -> String
    private var file: Int32 = -1
    private var isCut = false

    /// Creates the sink of a file; it and its folder are made with the first line.
    ///
    /// - Parameters:
    ///   - path: The file; absolute.
    ///   - bytes: How large it may become before it is renamed; a write may go beyond that by 64 KB.
    ///   - count: How many older files are kept, at least 1.
    ///   - render: How a line looks, without its line feed.
    public init(path: String, bytes: Int, count: Int, render: @escaping @Sendable (LogEntry) -> String) {
        name = "the log file \(path)"
        self.path = path
        self.bytes = bytes
        self.count = count
        self.render = render
    }

    /// Appends what fits into one write; what a full disk does not take waits, and a line that it cut is written again whole.
    public mutating func write(_ entries: ArraySlice<LogEntry>) -> LogDelivery {
        guard openAndShare() else { return LogDelivery(settled: 0, problem: reason(errno)) }
        var lines = LineBytes(isAfterCut: isCut)
        for entry in entries where !lines.add(render(entry)) { break }
        let (written, error) = lines.write(to: file)
        let taken = lines.taken(written)
        isCut = taken.isCut
        var found = stat()
        let isLarge = fstat(file, &found) == 0 && found.st_size >= bytes
        flock(file, LOCK_UN)
        guard error == 0 else {
            // It may have been made anew on a disk that is gone; the next try opens it again.
            close()
            return LogDelivery(settled: taken.lines, problem: reason(error))
        }
        if isLarge { rotate() }
        return LogDelivery(settled: taken.lines)
    }

    /// Makes sure that the file is open, is the one under its name, and is shared.
    private mutating func openAndShare() -> Bool {
        for _ in 0..<8 {
            if file < 0, !open() { return false }
            // Whoever holds it alone is done within a moment, unless that process is stopped: then there is no waiting.
            var tries = 0
            while flock(file, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR, tries < 20 {
                tries += 1
                usleep(2000)
            }
            if isUnderItsName { return true }
            close()
        }
        errno = EAGAIN
        return false
    }

    private mutating func open() -> Bool {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC
        file = Foundation.open(path, flags, 0o640)
        if file < 0, errno == ENOENT {
            let folder = URL(filePath: path).deletingLastPathComponent().path
            try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            file = Foundation.open(path, flags, 0o640)
        }
        return file >= 0
    }

    private var isUnderItsName: Bool {
        var named = stat()
        var held = stat()
        return stat(path, &named) == 0 && fstat(file, &held) == 0 && named.st_ino == held.st_ino
            && named.st_dev == held.st_dev
    }

    private mutating func close() {
        if file >= 0 { _ = Foundation.close(file) }
        file = -1
    }

    /// Renames it, unless somebody writes it just now or was faster; a later write tries again.
    private mutating func rotate() {
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return }
        if isUnderItsName {
            for step in FileRotation.steps(path, count: count) { _ = rename(step.from, step.to) }
        }
        // Closing it gives the lock back.
        close()
    }
}

import Foundation

/// A descriptor that is open already: standard error.
public struct StreamSink: LogSink {
    /// As it was given, for messages.
    public let name: String
    private let descriptor: Int32
    private let render: @Sendable (LogEntry) -> String
    private var isCut = false

    /// Creates the sink of a descriptor, which stays the caller's.
    ///
    /// - Parameter render: How a line looks, without its line feed.
    public init(name: String, descriptor: Int32, render: @escaping @Sendable (LogEntry) -> String) {
        self.name = name
        self.descriptor = descriptor
        self.render = render
    }

    /// Writes what fits into one write, however long that takes; when the reader is gone, lines are lost.
    public mutating func write(_ entries: ArraySlice<LogEntry>) -> LogDelivery {
        var lines = LineBytes(isAfterCut: isCut)
        for entry in entries where !lines.add(render(entry)) { break }
        let (written, error) = lines.write(to: descriptor)
        let taken = lines.taken(written)
        isCut = taken.isCut
        switch error {
        case 0: return LogDelivery(settled: taken.lines)
        case EPIPE, EBADF, EINVAL, EIO:
            // The reader is gone for good.
            isCut = false
            return LogDelivery(settled: entries.count, lost: entries.count - taken.lines, problem: reason(error))
        default: return LogDelivery(settled: taken.lines, problem: reason(error))
        }
    }
}

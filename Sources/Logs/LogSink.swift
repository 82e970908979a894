/// Where the lines of a log go. Only the thread of its ``LogWriter`` uses it, so it may wait.
public protocol LogSink: Sendable {
    /// What it is in a sentence: `standard error`, `the log file /var/log/x.log`.
    var name: String { get }

    /// Writes lines in their order, as far as it can.
    mutating func write(_ entries: ArraySlice<LogEntry>) -> LogDelivery
}

/// What became of lines that a sink was given.
public struct LogDelivery: Hashable, Sendable {
    /// How many of them, from the first, need nothing more; the others are given to it again a moment later.
    public var settled: Int
    /// How many of those were given up.
    public var lost: Int
    /// Why not all was written, as a part of a sentence: `there is no space left on the device`.
    public var problem: String?

    /// Creates the value from its parts.
    public init(settled: Int, lost: Int = 0, problem: String? = nil) {
        self.settled = settled
        self.lost = lost
        self.problem = problem
    }
}

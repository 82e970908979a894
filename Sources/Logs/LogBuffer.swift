import DequeModule
import SWFModel

/// Lines that wait to be written, at most so many: what comes when it is full is lost, and counted.
///
/// Whoever logs never waits: a worker goes on working when nobody reads its log. The lines that wait already are kept, as
/// they tell how the trouble began.
struct LogBuffer: Sendable {
    /// How much may wait.
    struct Limit: Hashable, Sendable {
        /// How many lines.
        var lines: Int
        /// About how many bytes they may take together.
        var bytes: Int
    }

    /// What is written next.
    struct Batch: Hashable, Sendable {
        /// The lines, the oldest first.
        var entries: [LogEntry]
        /// How many lines that came after these were lost, with the moment of the last; nil when none was.
        var lost: Lost?
    }

    /// Lines that were lost since that was last told.
    struct Lost: Hashable, Sendable {
        var count: Int
        var last: Timestamp
    }

    private let limit: Limit
    private var waiting: Deque<LogEntry> = []
    private var bytes = 0
    private var untold: Lost?
    /// How many lines were lost since the buffer was made.
    private(set) var lost = 0

    init(_ limit: Limit) {
        self.limit = limit
    }

    /// Whether nothing waits.
    var isEmpty: Bool { waiting.isEmpty }

    /// Takes a line in, or counts it as lost.
    mutating func add(_ entry: LogEntry) {
        guard waiting.count < limit.lines, bytes + entry.size <= limit.bytes else {
            lose(1, last: entry.moment)
            return
        }
        waiting.append(entry)
        bytes += entry.size
    }

    /// Counts lines as lost that were taken out and could not be written.
    mutating func lose(_ count: Int, last: Timestamp) {
        guard count > 0 else { return }
        lost += count
        tellAgain(Lost(count: count, last: last))
    }

    /// Has it told with the next lines that some were lost: it was told, and that line was lost as well.
    mutating func tellAgain(_ told: Lost) {
        untold = Lost(count: (untold?.count ?? 0) + told.count, last: max(untold?.last ?? told.last, told.last))
    }

    /// The next lines, taken out; nil when none wait. That lines were lost is told behind those that waited, never alone: a sink
    /// that is gone would be told for ever.
    mutating func take(atMost count: Int) -> Batch? {
        guard !waiting.isEmpty else { return nil }
        let entries = Array(waiting.prefix(count))
        waiting.removeFirst(entries.count)
        bytes -= entries.reduce(0) { $0 + $1.size }
        guard waiting.isEmpty, let told = untold else { return Batch(entries: entries, lost: nil) }
        untold = nil
        return Batch(entries: entries, lost: told)
    }
}

public import CommandSupport
public import SWFModel

/// How executions closed, period by period: what `martlet stats --every` says.
public struct ClosingTrend: Sendable, Encodable {
    /// One period.
    public struct Row: Hashable, Sendable {
        /// When it begins.
        public var start: Timestamp
        /// When it ends.
        public var end: Timestamp
        /// How many executions closed in it, by how.
        public var counts: [CloseStatus: Int] = [:]
        /// Whether there were more than were counted.
        public var isTruncated = false

        /// Creates an empty period.
        public init(start: Timestamp, end: Timestamp) {
            self.start = start
            self.end = end
        }

        func count(_ status: CloseStatus) -> Int { counts[status] ?? 0 }
    }

    /// The periods, the oldest first.
    public var rows: [Row]

    /// Creates the value.
    public init(rows: [Row]) {
        self.rows = rows
    }

    /// From which part fewer completed executions than in the period before are a drop.
    static let dropPercent = 50

    /// `completed 10 in the last period (was 40, -75%)`; nil without a period before.
    public var sentence: String? {
        guard rows.count > 1, let last = rows.last else { return nil }
        let (now, before) = (last.count(.completed), rows[rows.count - 2].count(.completed))
        guard before > 0 else { return "completed \(now) in the last period (was 0)" }
        let change = (now - before) * 100 / before
        return "completed \(now) in the last period (was \(before), \(change > 0 ? "+" : "")\(change)%)"
    }

    /// Whether so many fewer completed in the last period than in the one before that somebody should look.
    public var isDrop: Bool {
        guard rows.count > 1, let last = rows.last else { return false }
        return last.count(.completed) * 100 < rows[rows.count - 2].count(.completed) * (100 - Self.dropPercent)
    }

    /// The table for people, and the sentence.
    public func lines(_ time: LocalTime) -> [String] {
        var table = Table(["FROM", "TO", "COMPLETED", "FAILED", "TIMED OUT", "CANCELED", "TERMINATED", "CONTINUED"])
        for row in rows {
            let more = row.isTruncated ? "+" : ""
            let statuses: [CloseStatus] = [.completed, .failed, .timedOut, .canceled, .terminated, .continuedAsNew]
            table.add([time.text(row.start), time.text(row.end)] + statuses.map { "\(row.count($0))\(more)" })
        }
        return table.lines() + [sentence.map { isDrop ? "DROP: \($0)" : $0 }].compactMap { $0 }
    }

    private enum CodingKeys: String, CodingKey {
        case rows, sentence, isDrop
    }

    /// Writes one object.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rows, forKey: .rows)
        try container.encodeIfPresent(sentence, forKey: .sentence)
        try container.encode(isDrop, forKey: .isDrop)
    }
}

extension ClosingTrend.Row: Encodable {
    private enum CodingKeys: String, CodingKey {
        case start = "start_timestamp"
        case end = "end_timestamp"
        case completed, failed, timedOut = "timed_out", canceled, terminated, continuedAsNew = "continued_as_new"
        case isTruncated
    }

    /// Writes the period.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(start, forKey: .start)
        try container.encode(end, forKey: .end)
        try container.encode(count(.completed), forKey: .completed)
        try container.encode(count(.failed), forKey: .failed)
        try container.encode(count(.timedOut), forKey: .timedOut)
        try container.encode(count(.canceled), forKey: .canceled)
        try container.encode(count(.terminated), forKey: .terminated)
        try container.encode(count(.continuedAsNew), forKey: .continuedAsNew)
        if isTruncated { try container.encode(true, forKey: .isTruncated) }
    }
}

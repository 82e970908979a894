import CommandSupport
import Logging
import Logs

/// Makes the logs of two runs comparable: what differs from run to run though the same happened is replaced by a word.
///
/// Dates, times of day, durations, process numbers, run ids, hosts, ports, tokens and long numbers are replaced; what was
/// done, in which order, how often and how it ended stays. Several processes write at once, so lines are put in an order of
/// their own: those of no execution first, then each execution, its activities by their ids.
struct LogNormalizer {
    private var executions: [String: Int] = [:]

    /// The lines, comparable.
    static func lines(_ records: [LogRecord]) -> [String] {
        var normalizer = LogNormalizer()
        let placed = records.enumerated().map { index, record in
            (place: normalizer.place(record), index: index, line: Self.line(record))
        }
        return placed.sorted { ($0.place, $0.index) < ($1.place, $1.index) }.map(\.line)
    }

    /// Where a line stands: by its execution, the first that is named first, then by its activity.
    private mutating func place(_ record: LogRecord) -> String {
        guard let entry = record.entry, let workflow = entry["workflowId"] else {
            return "0 \(record.entry?["role"] ?? "")"
        }
        let id = "\(workflow) \(entry["runId"] ?? "")"
        let number = executions[id] ?? executions.count
        executions[id] = number
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 9 - digits.count)) + digits
        return "1 \(padded) \(entry["activityId"] ?? "")"
    }

    /// A line without what differs.
    static func line(_ record: LogRecord) -> String {
        guard let entry = record.entry else { return text(record.text) }
        var names: [(text: String, word: String)] = []
        for (key, word) in [("runId", "RUN"), ("identity", "IDENTITY"), ("taskToken", "TOKEN")] {
            if let value = entry[key], !value.isEmpty { names.append((value, word)) }
        }
        func plain(_ value: String) -> String {
            text(names.reduce(value) { $0.replacing($1.text, with: $1.word) })
        }
        var facts = ""
        for fact in entry.facts where !LogSource.keys.contains(fact.key) {
            let value =
                if fact.key.hasSuffix("_time") {
                    "DURATION"
                } else if fact.key.hasSuffix("_timestamp") {
                    "MOMENT"
                } else if fact.key == "pid" {
                    "PID"
                } else {
                    plain(fact.value)
                }
            facts += " \(fact.key)=\(PlainText.oneLine(value))"
        }
        let role = entry["role"] ?? record.process
        return "\(entry.level.rawValue.uppercased()) \(role) \(PlainText.oneLine(plain(entry.message)))\(facts)"
    }

    /// Free text without what differs.
    static func text(_ text: String) -> String {
        var text = text
        // The long ones first: a date has numbers in it.
        text.replace(/\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b/, with: "UUID")
        text.replace(
            /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?\b/,
            with: "DATE"
        )
        text.replace(/\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\b/, with: "TIME")
        text.replace(/\b[A-Za-z0-9._-]+:\d+:(?=[a-z]+\b)/, with: "HOST:PID:")
        text.replace(/\b(https?:\/\/)(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+)(?::\d+)?/) { "\($0.output.1)HOST" }
        text.replace(/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/, with: "HOST")
        text.replace(/\blocalhost(?::\d+)?\b/, with: "HOST")
        text.replace(/(?:\b\d+ d )?(?:\b\d+ h )?(?:\b\d+ min )?\b\d+(?:\.\d+)? (?:ms|s|min|h|d)\b/, with: "DURATION")
        text.replace(/\b(process|pid|PID|supervisor|port)[ =:]+\d+\b/) { "\($0.output.1) N" }
        text.replace(/\b(?=[A-Za-z0-9_+\/-]*\d)[A-Za-z0-9_+\/-]{32,}={0,2}/, with: "TOKEN")
        text.replace(/\b0x[0-9a-fA-F]+\b/, with: "ADDRESS")
        text.replace(/\b\d{4,}(?:\.\d+)?\b/, with: "N")
        return text
    }
}

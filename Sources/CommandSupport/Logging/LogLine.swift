import Logging
package import Logs
import SWFModel

/// One line of a log, in either form. Pure: the time is an argument.
///
/// Keys end in `_time` when they hold a duration in seconds and in `_timestamp` when they hold seconds since 1970; values
/// under such keys are numbers in the JSON form. A line about a task carries domain, workflowId, runId, activityId, type
/// and attempt, as its logger does.
package enum LogLine {
    /// Longer texts are cut: a line is there to be read, and must fit into what carries it.
    static let limit = 8192

    /// One JSON object: `log_timestamp`, `level`, `logger`, `message`, then the facts by name.
    package static func json(_ entry: LogEntry) -> String {
        var line = "{\"log_timestamp\":\(number(entry.moment.seconds)),\"level\":\"\(entry.level.rawValue)\""
        line += ",\"logger\":\(quoted(entry.label)),\"message\":\(quoted(entry.message))"
        for fact in entry.facts where !LogKey.reserved.contains(fact.key) {
            let isNumber = LogKey.isNumber(fact.key) && isPlainNumber(fact.value)
            line += ",\(quoted(fact.key)):" + (isNumber ? fact.value : quoted(fact.value))
        }
        return line + "}"
    }

    /// A line for people: the time of day, the level, the message, the facts.
    ///
    /// - Parameter hidden: The keys that are left out, as they stand in every line.
    package static func text(_ entry: LogEntry, time: String, hidden: Set<String> = []) -> String {
        let word = entry.level.rawValue.uppercased()
        let padding = String(repeating: " ", count: max(0, 8 - word.count))
        let facts = entry.facts.filter { !hidden.contains($0.key) }
            .map { " \($0.key)=\(PlainText.short($0.value, 200))" }.joined()
        return "\(time) \(word)\(padding) \(PlainText.short(entry.message, limit))\(facts)"
    }

    /// Seconds with three digits of fraction at most, never in exponent form.
    static func number(_ seconds: Double) -> String {
        let milliseconds = Int((seconds * 1000).rounded())
        let fraction = String(abs(milliseconds % 1000))
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    private static func isPlainNumber(_ text: String) -> Bool {
        let body = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = body.split(separator: ".", omittingEmptySubsequences: false)
        let leadingZero = parts.first.map { $0.count > 1 && $0.hasPrefix("0") } ?? true
        return parts.count <= 2 && !leadingZero
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { ("0"..."9").contains($0) } }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        var count = 0
        for scalar in text.unicodeScalars {
            count += 1
            if count > limit {
                result += "…"
                break
            }
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

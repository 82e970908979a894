import Logging

/// One line of a log, in either form. Pure: the time is an argument.
///
/// Keys end in `_time` when they hold a duration in seconds and in `_timestamp` when they hold seconds since 1970; values
/// under such keys are numbers in the JSON form. A line about a task carries domain, workflowId, runId, activityId, type
/// and attempt, as its logger does.
enum LogLine {
    /// One JSON object: `log_timestamp`, `level`, `logger`, `message`, then the metadata by name.
    static func json(
        seconds: Double,
        level: Logger.Level,
        label: String,
        message: String,
        metadata: [(key: String, value: String)]
    ) -> String {
        var line = "{\"log_timestamp\":\(number(seconds)),\"level\":\"\(level.rawValue)\""
        line += ",\"logger\":\(quoted(label)),\"message\":\(quoted(message))"
        for (key, value) in metadata {
            line += ",\(quoted(key)):"
            let isNumber =
                (key.hasSuffix("_time") || key.hasSuffix("_timestamp") || key == "attempt") && isPlainNumber(value)
            line += isNumber ? value : quoted(value)
        }
        return line + "}"
    }

    /// A line for people: the time of day, the level, the message, the metadata.
    static func text(
        time: String,
        level: Logger.Level,
        message: String,
        metadata: [(key: String, value: String)]
    ) -> String {
        let word = level.rawValue.uppercased()
        let padding = String(repeating: " ", count: max(0, 8 - word.count))
        let facts = metadata.map { " \($0.key)=\(PlainText.short($0.value, 200))" }.joined()
        return "\(time) \(word)\(padding) \(PlainText.oneLine(message))\(facts)"
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
        for scalar in text.unicodeScalars {
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

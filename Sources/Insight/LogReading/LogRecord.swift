import Foundation
import Logging
import Logs
import SWFModel

/// A line of a log file as it was read.
struct LogRecord: Hashable, Sendable {
    /// When it was logged; of a line that does not say it, when the line before it was.
    var moment: Timestamp
    /// The process whose file it stands in: `workers-3`.
    var process: String
    /// The line as it stands there.
    var text: String
    /// What it says; nil when it is no line of a log, but what a program or the system wrote beside: the last words of a crash.
    var entry: LogEntry?

    /// Reads a line.
    ///
    /// - Parameter before: The moment of the line before it in the file.
    init(_ line: String, process: String, before: Timestamp) {
        text = line
        self.process = process
        entry = Self.entry(line)
        moment = entry?.moment ?? before
    }

    private static func entry(_ line: String) -> LogEntry? {
        guard line.hasPrefix("{"),
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
            let seconds = object["log_timestamp"] as? Double, let message = object["message"] as? String
        else { return nil }
        let facts = object.filter { !LogKey.reserved.contains($0.key) }.map { LogFact($0.key, text($0.value)) }
        return LogEntry(
            moment: Timestamp(seconds: seconds),
            level: (object["level"] as? String).flatMap { Logger.Level(rawValue: $0) } ?? .info,
            label: object["logger"] as? String ?? "",
            message: message,
            facts: facts
        )
    }

    private static func text(_ value: Any) -> String {
        switch value {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: "\(value)"
        }
    }
}

import Foundation
import Logging
import SWFModel

/// Writes log lines to standard error, one write a line, so that lines of several processes in one file stay whole.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let label: String
    let asJSON: Bool
    /// What stands in every line of the process: its identity and environment.
    let always: Logger.Metadata
    let write: @Sendable (String) -> Void

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var facts = metadata
        if asJSON { facts.merge(always) { own, _ in own } }
        facts.merge(event.metadata ?? [:]) { _, new in new }
        if let error = event.error {
            facts["error"] = "\(error)"
            facts["error.type"] = "\(type(of: error))"
        }
        let now = Timestamp(seconds: Date().timeIntervalSince1970)
        let sorted = facts.sorted { $0.key < $1.key }.map { (key: $0.key, value: "\($0.value)") }
        let message = event.message.description
        write(
            asJSON
                ? LogLine.json(
                    seconds: now.seconds,
                    level: event.level,
                    label: label,
                    message: message,
                    metadata: sorted
                )
                : LogLine.text(
                    time: LocalTime(now: now).precise(now),
                    level: event.level,
                    message: message,
                    metadata: sorted
                )
        )
    }
}

public import CommandSupport
public import HistoryLint
import SWFModel
public import SWFWire

/// What the linter says of a history, for a person or as JSON.
public struct LintReport: Sendable {
    /// How many events were looked at.
    public var events: Int
    /// The rules that are broken, and where.
    public var violations: [LintViolation]
    /// What is worth knowing though it breaks no rule.
    public var notes: [String]

    /// Checks a history.
    public init(_ file: HistoryFile) {
        events = file.events.count
        violations = HistoryLinter.violations(in: file.events, mayHandBack: true)
        notes = file.notes
    }

    /// Reads a file, or standard input when the path is `-`, and checks the history in it.
    ///
    /// - Throws: ``Complaint`` with `usage` when the file cannot be read, with `data` when it is no history.
    public static func of(_ path: String) throws(Complaint) -> LintReport {
        LintReport(try HistoryFile.read(path))
    }

    /// How the program ends.
    public var status: ProgramStatus { violations.isEmpty ? .ok : .brokenHistory }

    /// One line a violation, `event, rule: sentence`; the last line sums up.
    public var lines: [String] {
        violations.map { violation in
            let event = violation.eventType.map { "\(violation.eventId) \($0.rawValue)" } ?? "\(violation.eventId)"
            return "event \(event), rule \(violation.rule.rawValue): \(violation.sentence)"
        } + notes + ["\(events) events, \(violations.count) violations"]
    }

    /// One JSON object.
    public var json: String {
        struct Violation: Encodable {
            var eventId: Int
            var eventType: String?
            var meaning: String
            var rule: String
            var sentence: String
            var source: String
        }
        struct Body: Encodable {
            var events: Int
            var notes: [String]
            var violations: [Violation]
        }
        let body = Body(
            events: events,
            notes: notes,
            violations: violations.map {
                Violation(
                    eventId: $0.eventId,
                    eventType: $0.eventType?.rawValue,
                    meaning: $0.rule.meaning,
                    rule: $0.rule.rawValue,
                    sentence: $0.sentence,
                    source: $0.rule.source
                )
            }
        )
        return (try? AWSJSON.encode(body)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

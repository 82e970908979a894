import CommandSupport
import Logging
import Logs
import SWFModel

/// Which lines of the logs are wanted.
struct LogFilter: Sendable {
    /// The environment; lines that name another are left out.
    var environment: String
    /// The workflow id or the run id of an execution.
    var execution: String?
    /// The least important lines.
    var level: Logger.Level?
    /// The first moment.
    var since: Timestamp?
    /// The program: `worker`; or the process: `workers-3`.
    var role: String?
    /// What must stand in the line as it is in the file, as a regular expression.
    var pattern: LogPattern?

    /// Whether a line is wanted. A line that is none of a log has no level and is of no execution: it is left out where an
    /// execution or a role is asked for, and otherwise shown, as it may be why a process ended.
    func includes(_ record: LogRecord) -> Bool {
        if let since, record.moment < since { return false }
        if let pattern, !pattern.matches(record.text) { return false }
        guard let entry = record.entry else {
            return execution == nil && (role == nil || role == record.process) && !record.text.isEmpty
        }
        if let other = entry["environment"], other != environment { return false }
        if let level, entry.level < level { return false }
        if let role, entry["role"] != role, record.process != role { return false }
        guard let execution else { return true }
        return entry["workflowId"] == execution || entry["runId"] == execution
    }
}

/// A regular expression that was given on a command line.
struct LogPattern: Sendable {
    private let text: String

    /// Reads it.
    ///
    /// - Throws: ``Complaint`` (usage) when it is none.
    init(_ text: String) throws(Complaint) {
        do {
            _ = try Regex(text)
        } catch {
            throw Complaint(.usage, "--grep \(text) is no regular expression: \(error)")
        }
        self.text = text
    }

    /// Whether the expression is found in a line.
    func matches(_ line: String) -> Bool {
        // A compiled expression cannot be handed from one task to another; compiling it is little beside reading the line.
        guard let regex = try? Regex(text) else { return false }
        return line.contains(regex)
    }
}

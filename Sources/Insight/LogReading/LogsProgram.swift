import AppSettings
public import CommandSupport
import Foundation
import Logging
import Logs
import SWFModel

/// The logs of all processes of an environment as one: what `martlet logs` does.
public struct LogsProgram: Sendable {
    /// The workflow id or run id of an execution; nil for all lines.
    public var execution: String?
    /// The least important lines: `warning`.
    public var level: String?
    /// Since when: a duration back from now, or a moment.
    public var since: String?
    /// The program or the process.
    public var role: String?
    /// A regular expression that must be found in a line.
    public var grep: String?
    /// Whether to wait for further lines.
    public var follows: Bool
    /// Whether two runs shall be comparable.
    public var normalizes: Bool
    /// Whether lines are printed as JSON.
    public var json: Bool

    /// Creates the value from its parts.
    public init(
        execution: String?,
        level: String?,
        since: String?,
        role: String?,
        grep: String?,
        follows: Bool,
        normalizes: Bool,
        json: Bool
    ) {
        self.execution = execution
        self.level = level
        self.since = since
        self.role = role
        self.grep = grep
        self.follows = follows
        self.normalizes = normalizes
        self.json = json
    }

    /// What is wrong with the command line, as a sentence; nil when nothing is.
    public var problem: String? {
        if normalizes, follows || json { return "--normalize goes with neither --follow nor --json." }
        if let level, Logger.Level(rawValue: level.lowercased()) == nil {
            return "--level \(level) is none of trace, debug, info, notice, warning, error and critical."
        }
        if let since, Self.moment(since, now: Timestamp(milliseconds: 0)) == nil {
            return "--since \(since) is neither a duration, such as 10m, nor a moment, such as 2026-03-01T02:00Z."
        }
        return nil
    }

    /// Prints the lines; with `--follow` until it is interrupted.
    public func run(_ program: Program) async throws -> ProgramStatus {
        let now = MachineClock.now
        let files = LogFiles(program.settings, variables: ProcessInfo.processInfo.environment)
        let filter = try filter(program.settings.environment, now: now)
        var readers = files.readers(since: filter.since)
        guard !readers.isEmpty || follows else {
            throw Complaint(.usage, "There are no logs in \(files.folders.joined(separator: " or in ")).")
        }
        if normalizes {
            LogNormalizer.lines(LogMerge(readers).filter(filter.includes)).forEach(program.terminal.print)
            return .ok
        }
        if !follows {
            for record in LogMerge(readers) where filter.includes(record) { tell(record, program) }
            return .ok
        }
        if since == nil { for index in readers.indices { readers[index].skipToEnd() } }
        while true {
            var records: [LogRecord] = []
            for index in readers.indices { while let record = readers[index].next() { records.append(record) } }
            // Sorted by moment; lines of one moment keep the order of their files.
            for (_, record) in records.enumerated().sorted(by: {
                ($0.element.moment, $0.offset) < ($1.element.moment, $1.offset)
            })
            where filter.includes(record) {
                tell(record, program)
            }
            // Between two looks at the files; there is nothing that would tell of new lines on every file system.
            try await Task.sleep(for: .milliseconds(300))
            let known = Set(readers.map(\.path))
            readers += files.readers(since: filter.since).filter { !known.contains($0.path) }
        }
    }

    private func filter(_ environment: String, now: Timestamp) throws(Complaint) -> LogFilter {
        var filter = LogFilter(environment: environment)
        filter.execution = execution
        filter.level = level.flatMap { Logger.Level(rawValue: $0.lowercased()) }
        filter.since = since.flatMap { Self.moment($0, now: now) }
        filter.role = role
        if let grep { filter.pattern = try LogPattern(grep) }
        return filter
    }

    private static func moment(_ text: String, now: Timestamp) -> Timestamp? {
        // A bare number is a moment, as it is for other commands.
        if Double(text) == nil, let duration = DurationText.parse(text) { return now + (.zero - duration) }
        return MomentText.parse(text)
    }

    private func tell(_ record: LogRecord, _ program: Program) {
        let terminal = program.terminal
        if json {
            terminal.print(Self.json(record, program.settings))
            return
        }
        let time = LocalTime.machine().precise(record.moment)
        let padding = String(repeating: " ", count: max(0, 12 - record.process.count))
        guard let entry = record.entry else {
            terminal.print("\(time) \(record.process)\(padding) \(PlainText.oneLine(record.text))")
            return
        }
        var hidden = LogSource.keys.union(["domain"])
        if execution != nil { hidden.formUnion(["workflowId", "runId"]) }
        let line = LogLine.text(entry, time: "\(time) \(record.process)\(padding)", hidden: hidden)
        let colour: Terminal.Colour? =
            switch entry.level {
            case .error, .critical: .red
            case .warning: .yellow
            case .trace, .debug: .dim
            default: nil
            }
        terminal.print(colour.map { terminal.coloured(line, $0) } ?? line)
    }

    /// A line as JSON: as it is in the file, or, where it is none, as a line of what the process wrote beside its log.
    static func json(_ record: LogRecord, _ settings: Settings) -> String {
        guard record.entry == nil else { return record.text }
        return LogLine.json(
            LogEntry(
                moment: record.moment,
                level: .notice,
                label: "output",
                message: record.text,
                facts: [
                    LogFact("environment", settings.environment), LogFact("group", settings.logs.group),
                    LogFact("role", record.process), LogFact("stream", record.process),
                ]
            )
        )
    }
}

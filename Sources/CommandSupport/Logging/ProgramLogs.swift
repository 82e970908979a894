public import AppSettings
import Foundation
public import Logging
import Logs
import Synchronization

/// The logs of a process: every line goes to each sink of the settings, by a writer that never holds up work.
public final class ProgramLogs: Sendable {
    private let levels: LogLevels
    private let facts: [LogFact]
    private let writers: [LogWriter]
    /// Standard error, for what must be said even when lines go elsewhere.
    private let errors: LogWriter

    /// The logs of this process, for loggers that libraries and activities make themselves.
    private static let current = Mutex<ProgramLogs?>(nil)
    private static let isBootstrapped = Mutex(false)

    /// Opens the sinks of the settings; files and sockets with the first line.
    ///
    /// - Parameter errorDescriptor: Where standard error is; others than 2 are for tests.
    public init(_ settings: Settings, source: LogSource, terminal: Terminal, errorDescriptor: Int32 = 2) {
        let logs = settings.logs
        levels = LogLevels(
            Self.level(logs.level),
            modules: Dictionary(logs.levels.map { ($0.module, Self.level($0.level)) }) { _, last in last }
        )
        let facts = source.facts(settings)
        self.facts = facts
        let errors = LogWriter(
            StreamSink(
                name: "standard error",
                descriptor: errorDescriptor,
                render: Self.rendering(asJSON: Self.isJSON(logs.format, isTerminal: terminal.isErrorTerminal))
            ),
            lines: logs.bufferLines,
            facts: facts
        )
        self.errors = errors
        var writers: [LogWriter] = []
        let hasOther = logs.file != nil || logs.syslog != nil
        switch logs.stderr {
        case .on: writers.append(errors)
        case .auto where !hasOther || terminal.isErrorTerminal: writers.append(errors)
        default: break
        }
        let render = Self.rendering(asJSON: Self.isJSON(logs.format, isTerminal: false))
        func further(_ sink: any LogSink) {
            writers.append(
                LogWriter(sink, lines: logs.bufferLines, facts: facts) { trouble in
                    errors.submit(Self.trouble(trouble, facts))
                }
            )
        }
        if let file = logs.file {
            further(
                RotatingFile(
                    path: file.replacing("{process}", with: source.process),
                    bytes: logs.fileMegabytes * 1_000_000,
                    count: logs.fileCount,
                    render: render
                )
            )
        }
        if let syslog = logs.syslog {
            let line = SyslogLine(
                form: syslog.form == .rfc3164 ? .rfc3164 : .rfc5424,
                facility: syslog.facility.number,
                host: source.host,
                program: "martlet-\(source.role)",
                pid: ProcessInfo.processInfo.processIdentifier
            )
            switch syslog.place {
            case .local(let path): further(SyslogSink(.local(path: path), line: line, render: render))
            case .udp(let host, let port): further(SyslogSink(.udp(host: host, port: port), line: line, render: render))
            }
        }
        self.writers = writers
    }

    /// A logger for a module: `martlet.worker`; its level is that of the settings.
    public func logger(_ module: String) -> Logger {
        Logger(label: module) { self.handler($0) }
    }

    /// How many lines were lost since the process began, by the sink that lost most: dropped because it was slow, or given up
    /// because it was broken.
    public var lost: Int { (writers + [errors]).map(\.lost).max() ?? 0 }

    /// Waits until what was logged is written, at most so long; before the process ends or becomes another program.
    public func drain(within limit: Duration = .seconds(2)) {
        let deadline = ContinuousClock.now + limit
        for writer in writers + [errors] { writer.drain(within: max(.zero, deadline - .now)) }
    }

    /// How many lines the logs of the process have lost.
    public static var allLost: Int { current.withLock { $0 }?.lost ?? 0 }

    /// Drains the logs of the process; before it becomes another program by `execve`. At `exit` it happens by itself.
    public static func drainAll() {
        current.withLock { $0 }?.drain()
    }

    /// Makes these the logs of the process: loggers that others make write here too, and the end of the process waits a
    /// moment for the lines before it, a crash too. What was installed before is replaced, so a line is never written twice.
    public func install() {
        Self.current.withLock { $0 = self }
        let isFirst = Self.isBootstrapped.withLock { isDone in
            defer { isDone = true }
            return !isDone
        }
        // The system takes one factory a process.
        if isFirst {
            atexit { ProgramLogs.drainAll() }
            LoggingSystem.bootstrap { label in
                Self.current.withLock { $0 }?.handler(label) ?? SwiftLogNoOpLogHandler()
            }
        }
        CrashPause.install()
    }

    private func handler(_ label: String) -> any LogHandler {
        SinkLogHandler(label: label, level: levels.level(of: label), always: facts) { [writers] entry in
            for writer in writers { writer.submit(entry) }
        }
    }

    private static func trouble(_ sentence: String, _ facts: [LogFact]) -> LogEntry {
        LogEntry(
            moment: MachineClock.now,
            level: .error,
            label: "martlet.logs",
            message: "\(sentence); lines wait for it, and are lost when too many do",
            facts: facts
        )
    }

    private static func level(_ level: Settings.Logs.Level) -> Logger.Level {
        Logger.Level(rawValue: level.rawValue) ?? .info
    }

    private static func isJSON(_ format: Settings.Logs.Format, isTerminal: Bool) -> Bool {
        switch format {
        case .auto: !isTerminal
        case .json: true
        case .text: false
        }
    }

    private static func rendering(asJSON: Bool) -> @Sendable (LogEntry) -> String {
        if asJSON { return { LogLine.json($0) } }
        return { entry in
            LogLine.text(entry, time: LocalTime.machine().precise(entry.moment), hidden: LogSource.keys)
        }
    }
}

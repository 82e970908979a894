public import AppSettings
public import ArgumentParser
import Foundation
public import Logging

/// What a program has once its settings are read.
public final class Program: Sendable {
    /// The settings of the chosen environment.
    public let settings: Settings
    /// Where it writes.
    public let terminal: Terminal
    /// Who it is, in histories and logs: `host:pid:role`.
    public let identity: String
    /// Where it logs.
    public let logger: Logger
    /// The logs of the process; nil where a logger was given.
    public let logs: ProgramLogs?
    /// What the settings are read from, as it is at the moment of the call; nil where settings were given.
    public let sources: (@Sendable () throws -> SettingsSources)?

    /// Creates the program from its parts.
    package init(
        settings: Settings,
        terminal: Terminal,
        identity: String,
        logger: Logger,
        logs: ProgramLogs? = nil,
        sources: (@Sendable () throws -> SettingsSources)? = nil
    ) {
        self.settings = settings
        self.terminal = terminal
        self.identity = identity
        self.logger = logger
        self.logs = logs
        self.sources = sources
    }

    /// A logger for another module of the process: `http` for the connections; its level is that of the settings.
    public func logger(_ module: String) -> Logger { logs?.logger(module) ?? logger }

    /// The line with which a process that stays begins its log: what it is, and with which settings. There is no secret in it.
    ///
    /// - Parameter verb: What it does: `polls`.
    package func sayHello(_ verb: String, _ further: Logger.Metadata = [:]) {
        let facts: Logger.Metadata = [
            "version": "\(Version.current)", "settings": "\(settings.file ?? "none: the defaults")",
            "domain": "\(settings.domain)", "endpoint": "\(settings.endpoint)",
            "pid": "\(ProcessInfo.processInfo.processIdentifier)",
        ]
        logger.info(
            "\(verb) in the environment \(settings.environment)",
            metadata: facts.merging(further) { _, new in new }
        )
    }

    /// Reads the settings, runs the body, and ends with its exit code. What is thrown becomes a sentence on standard error.
    ///
    /// - Parameters:
    ///   - role: The name of the program, for its identity and its messages.
    ///   - overrides: Settings that the program's own flags give.
    ///   - process: What the process is called among those of its environment: `workers-3`; the role when nil.
    public static func run(
        _ role: String,
        _ options: SettingsOptions,
        overrides: [SettingOverride] = [],
        process: String? = nil,
        _ body: (Program) async throws -> ProgramStatus
    ) async throws(ExitCode) {
        let terminal = Terminal.process()
        var logs: ProgramLogs?
        var failure: (any Error)?
        var status = ProgramStatus.ok
        do {
            let settings = try options.load(overrides)
            let identity = Identity.of(role: role)
            let host = ProcessInfo.processInfo.hostName
            let source = LogSource(role: role, process: process, identity: identity, host: host)
            let made = ProgramLogs(settings, source: source, terminal: terminal)
            made.install()
            logs = made
            status = try await body(
                Program(
                    settings: settings,
                    terminal: terminal,
                    identity: identity,
                    logger: made.logger("martlet.\(role)"),
                    logs: made,
                    sources: { [options] in try options.sources(overrides) }
                )
            )
        } catch {
            failure = error
        }
        // What was logged comes before the last sentence, and before the end.
        logs?.drain()
        if let failure { status = try complain(failure, role, terminal) }
        if status != .ok { throw ExitCode(status.rawValue) }
    }

    /// Runs what needs no settings, and ends with its exit code. What is thrown becomes a sentence on standard error.
    public static func plainly(_ role: String, _ body: (Terminal) throws -> Void) throws(ExitCode) {
        try ending(role) { terminal in
            try body(terminal)
            return .ok
        }
    }

    /// Runs what reads its settings itself, and ends with the exit code that it returns.
    public static func ending(_ role: String, _ body: (Terminal) throws -> ProgramStatus) throws(ExitCode) {
        let terminal = Terminal.process()
        let status: ProgramStatus
        do {
            status = try body(terminal)
        } catch {
            status = try complain(error, role, terminal)
        }
        if status != .ok { throw ExitCode(status.rawValue) }
    }

    private static func complain(
        _ error: any Error,
        _ role: String,
        _ terminal: Terminal
    ) throws(ExitCode) -> ProgramStatus {
        if let code = error as? ExitCode { throw code }
        let complaint = Complaint(error)
        for line in complaint.description.split(separator: "\n", omittingEmptySubsequences: true) {
            terminal.complain("\(role): \(line)")
        }
        return complaint.status
    }
}

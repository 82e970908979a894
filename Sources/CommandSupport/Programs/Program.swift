public import AppSettings
public import ArgumentParser
public import Logging

/// What a program has once its settings are read.
public struct Program: Sendable {
    /// The settings of the chosen environment.
    public var settings: Settings
    /// Where it writes.
    public var terminal: Terminal
    /// Who it is, in histories and logs: `host:pid:role`.
    public var identity: String
    /// Where it logs.
    public var logger: Logger

    /// Reads the settings, runs the body, and ends with its exit code. What is thrown becomes a sentence on standard error.
    ///
    /// - Parameters:
    ///   - role: The name of the program, for its identity and its messages.
    ///   - overrides: Settings that the program's own flags give.
    public static func run(
        _ role: String,
        _ options: SettingsOptions,
        overrides: [SettingOverride] = [],
        _ body: (Program) async throws -> ProgramStatus
    ) async throws(ExitCode) {
        let terminal = Terminal.process()
        let status: ProgramStatus
        do {
            let settings = try options.load(overrides)
            let identity = Identity.of(role: role)
            let logger = ProgramLogger.make(
                "martlet.\(role)",
                settings: settings,
                identity: identity,
                terminal: terminal
            )
            status = try await body(
                Program(settings: settings, terminal: terminal, identity: identity, logger: logger)
            )
        } catch {
            status = try complain(error, role, terminal)
        }
        if status != .ok { throw ExitCode(status.rawValue) }
    }

    /// Runs what needs no settings, and ends with its exit code. What is thrown becomes a sentence on standard error.
    public static func plainly(_ role: String, _ body: (Terminal) throws -> Void) throws(ExitCode) {
        let terminal = Terminal.process()
        do {
            try body(terminal)
        } catch {
            throw ExitCode(try complain(error, role, terminal).rawValue)
        }
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

public import AppSettings
public import ArgumentParser
import Foundation

/// The options that every program has: which settings, and what to change in them for this once.
public struct SettingsOptions: ParsableArguments, Sendable {
    /// The environment of the settings.
    @Option(
        name: [.customShort("e"), .long],
        help: "The environment of the settings (default: MARTLET_ENV, else dev).",
    )
    package var environment: String?

    /// The settings file.
    @Option(help: "The settings file (default: MARTLET_SETTINGS, else settings.json here or above the program).")
    package var settings: String?

    @Option(help: "The address of the service: http://host:port, or https://swf.us-east-1.amazonaws.com.")
    var endpoint: String?

    /// The domain.
    @Option(help: "The domain.")
    package var domain: String?

    @Option(help: "The task list of decisions and activities that name none of their own.")
    var taskList: String?

    @Option(help: "What is worth a line in the log: trace, debug, info, notice, warning, error or critical.")
    var logLevel: String?

    @Option(help: "How the log looks: auto, json or text.")
    var logFormat: String?

    @Option(help: "What the stream of each log line begins with, instead of the name of the machine.")
    var logStreamPrefix: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Any other setting, by its path; may be repeated.", valueName: "path=value")
    )
    var assignments: [String] = []

    /// Creates the options; the parser fills them.
    public init() {}

    /// Refuses a `--set` without an equals sign.
    public func validate() throws {
        for assignment in assignments where SettingOverride(assignment: assignment) == nil {
            throw ValidationError("--set \(assignment) has no equals sign; write --set server.port=7400.")
        }
    }

    /// Reads the settings, with these options and those of the program over them.
    ///
    /// - Throws: `SettingsError` with every problem.
    public func load(_ further: [SettingOverride] = []) throws(SettingsError) -> Settings {
        try Settings.load(try sources(further))
    }

    /// What the settings are read from, as it is now.
    ///
    /// - Throws: `SettingsError` when a named file is missing or cannot be read.
    public func sources(_ further: [SettingOverride] = []) throws(SettingsError) -> SettingsSources {
        let variables = ProcessInfo.processInfo.environment
        let own = [
            ("service.endpoint", endpoint, "--endpoint"), ("domain", domain, "--domain"),
            ("taskList", taskList, "--task-list"), ("logs.level", logLevel, "--log-level"),
            ("logs.format", logFormat, "--log-format"), ("logs.streamPrefix", logStreamPrefix, "--log-stream-prefix"),
        ].compactMap { path, text, flag in
            text.map { SettingOverride(path: path, text: $0, flag: flag) }
        }
        // A flag of its own is nearer to the user's hand than --set, so it comes last and wins.
        let overrides = assignments.compactMap(SettingOverride.init(assignment:)) + own + further
        return try SettingsLocator.process().sources(
            environment: environment,
            file: settings,
            overrides: overrides,
            variables: variables
        )
    }
}

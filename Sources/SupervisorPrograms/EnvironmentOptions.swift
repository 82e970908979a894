public import AppSettings
public import ArgumentParser
import Foundation

/// The options of what looks after whole environments, one or several.
public struct EnvironmentOptions: ParsableArguments {
    @Option(
        name: [.customShort("e"), .long],
        help: "An environment of the settings; may be repeated (default: MARTLET_ENV, else dev).",
    )
    var environment: [String] = []

    @Option(help: "The settings file (default: MARTLET_SETTINGS, else settings.json here or above the program).")
    var settings: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Any setting, by its path, for every process; may be repeated.", valueName: "path=value")
    )
    var assignments: [String] = []

    /// Creates the options; the parser fills them.
    public init() {}

    /// Refuses a `--set` without an equals sign.
    public func validate() throws {
        for assignment in assignments where SettingOverride(assignment: assignment) == nil {
            throw ValidationError("--set \(assignment) has no equals sign; write --set workers.count=2.")
        }
    }

    /// Reads the settings of each environment that was named, in that order, each once.
    ///
    /// - Throws: `SettingsError` with every problem of the first that has any.
    public func load() throws(SettingsError) -> [Settings] {
        var loaded: [Settings] = []
        for name in environment.isEmpty ? [nil] : environment.map(Optional.some) {
            let settings = try load(name)
            if !loaded.contains(where: { $0.environment == settings.environment }) { loaded.append(settings) }
        }
        return loaded
    }

    /// Reads the settings of one environment; nil is the one that is meant when none is named.
    ///
    /// - Throws: `SettingsError` with every problem.
    public func load(_ environment: String?) throws(SettingsError) -> Settings {
        try Settings.load(
            try SettingsLocator.process().sources(
                environment: environment,
                file: settings,
                overrides: assignments.compactMap(SettingOverride.init(assignment:)),
                variables: ProcessInfo.processInfo.environment
            )
        )
    }

    /// The arguments by which another process gets the same settings, but for the environment.
    var passedOn: [String] {
        (settings.map { ["--settings", $0] } ?? []) + assignments.flatMap { ["--set", $0] }
    }
}

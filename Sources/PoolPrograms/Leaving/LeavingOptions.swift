public import AppSettings
public import ArgumentParser

/// The options of a worker on a machine that comes and goes: when it leaves by itself. Each goes before its setting.
public struct LeavingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Leaves with 0 after so many seconds without a task, when none waits either; 0: never "
                + "(settings: workers.maxIdleSeconds).",
            valueName: "seconds"
        )
    )
    var maxIdle: String?

    @Option(
        help: ArgumentHelp(
            "Leaves with 0 when it has run for so many seconds, after what it holds; 0: never "
                + "(settings: workers.maxUptimeSeconds).",
            valueName: "seconds"
        )
    )
    var maxUptime: String?

    @Option(
        help: ArgumentHelp(
            "Leaves for idleness only in the last twentieth of each such period since the start of the machine, because "
                + "it is paid for; 0: at any time (settings: workers.idleGranularitySeconds).",
            valueName: "seconds"
        )
    )
    var idleGranularity: String?

    @Option(
        help: ArgumentHelp(
            "Begins after a random part of so many seconds, so that many that start together do not poll together "
                + "(settings: workers.jitterSeconds).",
            valueName: "seconds"
        )
    )
    var jitter: String?

    /// Creates the options; the parser fills them.
    public init() {}

    /// What they change in the settings.
    public var overrides: [SettingOverride] {
        [
            ("workers.maxIdleSeconds", maxIdle, "--max-idle"),
            ("workers.maxUptimeSeconds", maxUptime, "--max-uptime"),
            ("workers.idleGranularitySeconds", idleGranularity, "--idle-granularity"),
            ("workers.jitterSeconds", jitter, "--jitter"),
        ].compactMap { path, text, flag in text.map { SettingOverride(path: path, text: $0, flag: flag) } }
    }
}

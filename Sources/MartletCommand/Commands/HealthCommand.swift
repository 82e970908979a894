import AppSettings
import ArgumentParser
import CommandSupport
import Insight

struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Says in one line whether an environment works, for a monitor that looks from outside.",
        discussion: """
            Whether the service answers, when the last poll of each pool was answered (of this machine's pools, else of those \
            that the service knows), how long the oldest task waits, the room on the disks, the clock, and with --completed \
            whether work that must happen from time to time did: --completed AdminEmail=4h30m.
            Exit codes: 0 well; 2 not well, the service not answering included; 78 the settings are wrong.
            """
    )

    @Option(help: "How long ago the last poll of a pool may be (default: supervision.pollAgeSeconds).")
    var maxAge: String?

    @Option(help: "How long a task may wait.")
    var maxWaiting = "15m"

    @Option(help: "How much must be free on each disk: 500M, 1G.")
    var minFree = "1G"

    @Option(
        help: ArgumentHelp(
            "A workflow, and how long ago it may have completed last; may be repeated.",
            valueName: "workflow=age"
        )
    )
    var completed: [String] = []

    @Option(help: "How long the service may take for its answers.")
    var timeout = "15s"

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws { _ = try (limits(.seconds(180)), heartbeats(), patience()) }

    func run() async throws {
        try await Program.run("martlet", options) { program in
            let age = Duration.seconds(program.settings.supervision.pollAgeSeconds)
            return try await HealthProgram(
                limits: limits(age),
                heartbeats: heartbeats(),
                patience: patience(),
                json: output.json
            ).run(program)
        }
    }

    private func limits(_ pollAge: Duration) throws -> HealthReport.Limits {
        var limits = HealthReport.Limits()
        limits.pollAge = try maxAge.map { try DurationFlag.parse($0, "--max-age") } ?? pollAge
        limits.waiting = try DurationFlag.parse(maxWaiting, "--max-waiting")
        guard let bytes = DiskSpace.bytes(minFree) else {
            throw ValidationError("--min-free \(minFree) is no size; write 500M or 1G.")
        }
        limits.freeBytes = bytes
        return limits
    }

    private func patience() throws -> Duration { try DurationFlag.parse(timeout, "--timeout") }

    private func heartbeats() throws -> [HealthReport.Heartbeat] {
        try completed.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw ValidationError("--completed \(text) is no workflow and age; write AdminEmail=4h30m.")
            }
            let age = try DurationFlag.parse(String(parts[1]), "--completed")
            return HealthReport.Heartbeat(workflow: String(parts[0]), maximumAge: age)
        }
    }
}

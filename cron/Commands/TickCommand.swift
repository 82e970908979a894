import ArgumentParser
import CommandSupport
import CronPrograms
import Martlet

struct TickCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tick",
        abstract: "Looks once and starts what is due; what `cron` does alone."
    )

    @OptionGroup var options: SettingsOptions

    @Flag(name: .shortAndLong, help: "Tell why each schedule was or was not started.")
    var verbose = false

    @Flag(help: "Stay, and look whenever something is due, until TERM.")
    var daemon = false

    @Option(
        name: [.long, .customLong("now")],
        help:
            "Look at windows of time as if it were this moment: 10:02 (today, UTC), 2026-03-01T02:00Z, or seconds since 1970."
    )
    var at: MomentArgument?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if daemon, at != nil { throw ValidationError("--daemon and --at do not go together.") }
    }

    func run() async throws {
        try await Program.run("cron", options) { program in
            if daemon {
                return try await CronStaying.run(
                    program,
                    workflows: CronCommand.workflows,
                    verbose: verbose,
                    json: output.json
                )
            }
            return try await CronProgram.run(
                program,
                workflows: CronCommand.workflows,
                wall: at?.moment,
                verbose: verbose,
                json: output.json
            )
        }
    }
}

import ArgumentParser
import CommandSupport
import CronPrograms

struct TriggerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trigger",
        abstract: "Starts a schedule now, whatever its rule says; a paused one too."
    )

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The id of the schedule.")
    var id: String

    @Option(help: "As the run of this tick of the past, once more, instead of one of its own.")
    var tick: MomentArgument?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Program.run("cron", options) { program in
            try await CronWishes.trigger(
                program,
                id: id,
                tick: tick?.moment,
                workflows: CronCommand.workflows,
                json: output.json
            )
        }
    }
}

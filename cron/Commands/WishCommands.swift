import ArgumentParser
import CommandSupport
import CronPrograms

/// Which schedules are meant: some by their ids, or all.
struct ScheduleSelection: ParsableArguments {
    @Argument(help: "The ids of schedules.")
    var ids: [String] = []

    @Flag(help: "All schedules of the domain, those to come too.")
    var all = false

    func validate() throws {
        if ids.isEmpty != all { throw ValidationError("Name schedules, or say --all.") }
    }
}

struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Holds schedules back, for every cron of the domain and until they are resumed."
    )

    @OptionGroup var options: SettingsOptions
    @OptionGroup var selection: ScheduleSelection

    @Option(help: "Until this moment; until `cron resume` when left out.")
    var until: MomentArgument?

    @Option(help: "Why, for those who ask.")
    var reason: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Program.run("cron", options) { program in
            try await CronWishes.pause(
                program,
                ids: selection.ids,
                until: until?.moment,
                reason: reason,
                json: output.json
            )
        }
    }
}

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Lets schedules go on; what came meanwhile is caught up as each schedule says."
    )

    @OptionGroup var options: SettingsOptions
    @OptionGroup var selection: ScheduleSelection

    @Option(help: "Count ticks after this moment as not decided yet; for a schedule that a wrong clock led ahead.")
    var from: MomentArgument?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if selection.all, from != nil { throw ValidationError("--from belongs to schedules by name, not to --all.") }
    }

    func run() async throws {
        try await Program.run("cron", options) { program in
            try await CronWishes.resume(program, ids: selection.ids, from: from?.moment, json: output.json)
        }
    }
}

import ArgumentParser
import CommandSupport
import CronPrograms

struct NextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Tells the next ticks, by the file alone: no service is asked."
    )

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The ids of schedules; all when left out.")
    var ids: [String] = []

    @Option(name: .shortAndLong, help: "How many ticks of each schedule.")
    var count = 3

    @Option(help: "After this moment instead of now.")
    var at: MomentArgument?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...1000).contains(count) else { throw ValidationError("--count must be 1 to 1000, and is \(count).") }
    }

    func run() async throws {
        try await Program.run("cron", options) { program in
            try CronLooking.next(program, ids: ids, now: at?.moment, count: count, json: output.json)
        }
    }
}

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells what a look would do now, and why, and does nothing."
    )

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The ids of schedules; all when left out.")
    var ids: [String] = []

    @Option(help: "Look at windows of time as if it were this moment.")
    var at: MomentArgument?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Program.run("cron", options) { program in
            try await CronLooking.explain(program, ids: ids, wall: at?.moment, json: output.json)
        }
    }
}

struct PreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Tells every tick of a stretch of time, by the file alone."
    )

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The ids of schedules; all when left out.")
    var ids: [String] = []

    @Option(help: "From this moment instead of now.")
    var from: MomentArgument?

    @Option(name: .customLong("for"), help: "How long: 24h, 7d.")
    var length: DurationArgument = DurationArgument(.seconds(86_400))

    @Flag(help: "Instead: the hours around the next two changes of the clocks of each schedule's zone.")
    var acrossDst = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Program.run("cron", options) { program in
            try CronLooking.preview(
                program,
                ids: ids,
                from: from?.moment,
                length: length.duration,
                acrossChanges: acrossDst,
                json: output.json
            )
        }
    }
}

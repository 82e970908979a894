import AppSettings
import ArgumentParser
import CommandSupport
import Insight

struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract:
            "Counts how activity tasks went, and how long they waited and took, from the histories of executions.",
        discussion: """
            A row for each activity type, or for each value of --by KEY: workflow, task-list, identity, host, tag, execution, \
            or a key of the JSON input such as user_uuid (of the activity's, else of the execution's; input.KEY when KEY is one \
            of the names before). Each attempt counts. QUEUED is what waits now in the task lists that they went to.
            With --every 4h it counts instead how executions closed in each period, and says when fewer completed.
            """
    )

    @Option(help: "By what attempts are counted together (default: type).")
    var by: String = "type"

    @Option(help: "Executions that closed so recently: 30m, 4h, 7d.")
    var since = "1d"

    @Option(help: "How many executions are read at most.")
    var limit = 1000

    @Option(help: "Only executions of this workflow.")
    var workflow: String?

    @Flag(help: "Open executions too.")
    var open = false

    @Option(help: ArgumentHelp("Count how executions closed, period by period.", valueName: "period"))
    var every: String?

    @Option(help: "How many periods, with --every.")
    var periods = 6

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if !(1...100_000).contains(limit) { throw ValidationError("--limit must be from 1 to 100000.") }
        if !(2...1000).contains(periods) { throw ValidationError("--periods must be from 2 to 1000.") }
        if by.isEmpty { throw ValidationError("--by needs a name.") }
        _ = try DurationFlag.parse(since, "--since")
        if let every { _ = try DurationFlag.parse(every, "--every") }
    }

    func run() async throws {
        if let every {
            let trend = TrendProgram(
                period: try DurationFlag.parse(every, "--every"),
                count: periods,
                json: output.json
            )
            return try await Program.run("martlet", options) { try await trend.run($0) }
        }
        let stats = StatsProgram(
            key: GroupKey(by),
            since: try DurationFlag.parse(since, "--since"),
            limit: limit,
            workflow: workflow,
            open: open,
            json: output.json
        )
        try await Program.run("martlet", options) { try await stats.run($0) }
    }
}

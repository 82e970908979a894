import ArgumentParser
import CommandSupport
import Martlet
import Workflows

@main
struct CronCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cron",
        abstract: "Starts once what the schedules of the settings say is due; for a crontab.",
        discussion: """
            It says nothing unless something is wrong, except on a terminal or with --verbose. The service's clock decides. \
            Schedules are described in cron/README.md.
            """,
        version: Version.current
    )

    @OptionGroup var options: SettingsOptions

    @Flag(name: .shortAndLong, help: "Tell why each schedule was or was not started.")
    var verbose = false

    @Option(help: "Take this moment instead of the service's: 2026-03-01T02:00Z, or seconds since 1970.")
    var now: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let now, MomentText.parse(now) == nil {
            throw ValidationError("--now \(now) is no moment; write 2026-03-01T02:00Z or seconds since 1970.")
        }
    }

    func run() async throws {
        try await Program.run("cron", options) { program in
            try await CronProgram.run(
                program,
                workflows: WorkflowList.all.map { $0.definition.type },
                now: now.flatMap(MomentText.parse),
                verbose: verbose,
                json: output.json
            )
        }
    }
}

import ArgumentParser
import CommandSupport
import CronPrograms
import Martlet

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Tells what became of every tick: started, caught up, late by, or skipped and why."
    )

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The ids of schedules; all when left out.")
    var ids: [String] = []

    @Option(help: "How far back: 24h, 7d.")
    var since: DurationArgument = DurationArgument(.seconds(86_400))

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Program.run("cron", options) { program in
            let now = MachineClock.now
            return try await CronLedgerReport.run(
                program,
                ids: ids,
                since: now + (.zero - since.duration),
                json: output.json
            )
        }
    }
}

import ArgumentParser
import CommandSupport
import Insight

struct DriftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Compares the clock of this machine with that of the service.",
        discussion: """
            Cron goes by the service's clock, so it starts nothing too early or too late whatever this says; but from five \
            minutes on Amazon SWF refuses every request, and logs of several machines no longer fit together.
            Exit codes: 0 within the limit; 1 beyond it; 69 the service did not answer; 78 the settings are wrong.
            """
    )

    @Option(help: "How far the clocks may be apart.")
    var limit = "2m"

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws { _ = try DurationFlag.parse(limit, "--limit") }

    func run() async throws {
        let drift = DriftProgram(limit: try DurationFlag.parse(limit, "--limit"), json: output.json)
        try await Program.run("martlet", options) { try await drift.run($0) }
    }
}

import Activities
import AppSettings
import ArgumentParser
import CommandSupport

@main
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Polls activity tasks and runs the activities of this build.",
        discussion: "It runs until TERM; then it finishes what it holds and leaves with 0.",
        version: Version.current
    )

    @OptionGroup var options: SettingsOptions

    @Option(help: "How many activity tasks are worked on at once (settings: workers.slots).")
    var slots: String?

    @Option(help: "The number of this process in its pool, for ps.")
    var number: Int?

    func run() async throws {
        let overrides = slots.map { [SettingOverride(path: "workers.slots", text: $0, flag: "--slots")] } ?? []
        try await Program.run("worker", options, overrides: overrides) { program in
            let needs = program.settings.activities
            let settings = ActivitySettings(
                outputFolder: needs.outputFolder,
                pause: needs.pauseSeconds,
                siteAddress: needs.siteAddress,
                depositorName: needs.depositorName,
                depositorEmail: needs.depositorEmail
            )
            return try await PoolProgram.work(program, ActivityList.all(settings))
        }
    }
}

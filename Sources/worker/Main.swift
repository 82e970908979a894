import Activities
import AppSettings
import ArgumentParser
import CommandSupport
import PoolPrograms

@main
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Polls activity tasks and runs the activities of this build.",
        discussion:
            "It runs until TERM; then it finishes what it holds and leaves with 0. A second TERM has it hand back what it holds. "
            + "When its program file is replaced it finishes what it holds and runs the new one, as the same process.",
        version: Version.current
    )

    @OptionGroup var options: SettingsOptions
    @OptionGroup var place: PoolOptions
    @OptionGroup var leaving: LeavingOptions

    @Flag(help: "Prints name and version of each activity that the workers of the pool do, and does nothing else.")
    var listActivities = false

    func run() async throws {
        try await Program.run("worker", options, overrides: leaving.overrides, process: place.process(.worker)) {
            program in
            let needs = program.settings.activities
            let settings = ActivitySettings(
                outputFolder: needs.outputFolder,
                pause: needs.pauseSeconds,
                siteAddress: needs.siteAddress,
                depositorName: needs.depositorName,
                depositorEmail: needs.depositorEmail
            )
            let place = try place.place(program.settings, .worker)
            let all = ActivityList.all(settings)
            if listActivities { return try PoolProgram.list(program, at: place, all) }
            return try await PoolProgram.work(program, at: place, all)
        }
    }
}

import ArgumentParser
import CommandSupport
import SupervisorPrograms

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tells how the pools of environments are: processes, restarts, last successful poll, what waits.",
        discussion: """
            Health is the last successful poll, not that a process exists. The exit code is 3 when something that should run \
            does not, or when the last answered poll of a process that has a hand free is older than supervision.pollAgeSeconds.
            """
    )

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: EnvironmentOptions

    func run() async throws {
        try await StatusProgram.run(options, json: output.json)
    }
}

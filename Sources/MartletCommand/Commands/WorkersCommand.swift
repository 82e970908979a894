import ArgumentParser
import CommandSupport
import Insight

struct WorkersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workers",
        abstract: "Shows who works for an environment: who polls, when last, since when, and what they hold.",
        discussion: """
            What the service knows of polls in the last hour, from every machine, joined with what the processes of this \
            machine said of themselves. Amazon SWF does not tell who polls; there it is this machine alone. With --json it is an \
            object a line.
            """
    )

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let workers = WorkersProgram(json: output.json)
        try await Program.run("martlet", options) { try await workers.run($0) }
    }
}

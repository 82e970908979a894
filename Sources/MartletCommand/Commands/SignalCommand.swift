import ArgumentParser
import CommandSupport
import ExecutionPrograms

struct SignalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signal",
        abstract: "Sends a signal to an open execution."
    )

    @OptionGroup var execution: ExecutionArguments

    @Argument(help: "The name of the signal.")
    var name: String

    @Option(help: ArgumentHelp("The input as JSON, or the file that holds it.", valueName: "JSON|@file"))
    var input: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func run() async throws {
        try await Program.run("martlet", options) { program in
            let text = try InputText.read(input)
            return try await ExecutionCommands.run(program, json: output.json) {
                try await $0.signal(execution.id, run: execution.run, name: name, input: text)
            }
        }
    }
}

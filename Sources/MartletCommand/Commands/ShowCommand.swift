import ArgumentParser
import CommandSupport
import ExecutionPrograms

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows all that is known of one execution."
    )

    @OptionGroup var execution: ExecutionArguments
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func run() async throws {
        try await Program.run("martlet", options) { program in
            try await ExecutionCommands.run(program, json: output.json) {
                try await $0.show(execution.id, run: execution.run)
            }
        }
    }
}

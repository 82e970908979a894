import ArgumentParser
import CommandSupport
import ExecutionPrograms

struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Asks an open execution to cancel itself; its workflow decides what that means."
    )

    @OptionGroup var execution: ExecutionArguments
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func run() async throws {
        try await Program.run("martlet", options) { program in
            try await ExecutionCommands.run(program, json: output.json) {
                try await $0.cancel(execution.id, run: execution.run)
            }
        }
    }
}

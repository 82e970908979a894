import ArgumentParser
import CommandSupport
import ExecutionPrograms

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Shows the history of an execution.",
        discussion:
            "With --json it is one object as GetWorkflowExecutionHistory answers; with --follow one event a line."
    )

    @OptionGroup var execution: ExecutionArguments

    @Flag(name: .shortAndLong, help: "Go on until the execution is closed.")
    var follow = false

    @Flag(help: "Only the types of the events.")
    var types = false

    @Flag(help: "The steps in words instead of the events.")
    var steps = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if [types, steps, output.json].filter({ $0 }).count > 1 {
            throw ValidationError("--types, --steps and --json exclude one another.")
        }
    }

    func run() async throws {
        let form: ExecutionCommands.HistoryForm = types ? .types : steps ? .steps : .events
        try await Program.run("martlet", options) { program in
            try await ExecutionCommands.run(program, json: output.json) {
                try await $0.history(execution.id, run: execution.run, form: form, follows: follow)
            }
        }
    }
}

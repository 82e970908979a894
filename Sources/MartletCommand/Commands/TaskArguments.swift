import ArgumentParser
import CommandSupport
import ExecutionPrograms

/// Which task is answered, and how that is told.
struct TaskArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The task token.", valueName: "token|@file")) var token: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    /// Answers the task; the answer is read when the settings are.
    func give(_ answer: () throws -> TaskCommands.Answer) async throws {
        try await Program.run("martlet", options) { program in
            try await TaskCommands.answer(try TokenText.read(token), try answer(), json: output.json, program)
        }
    }
}

import ArgumentParser
import CommandSupport
import ExecutionPrograms

extension TaskCommand {
    struct Heartbeat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The task is still being worked on; says whether it is to be canceled."
        )

        @Argument(help: ArgumentHelp("The task token.", valueName: "token|@file")) var token: String
        @Option(help: "How far it is; at most 2,048 characters.") var details: String?
        @OptionGroup var output: OutputOptions
        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try await Program.run("martlet", options) { program in
                try await TaskCommands.answer(
                    try TokenText.read(token),
                    .heartbeat(details: details),
                    json: output.json,
                    program
                )
            }
        }
    }
}

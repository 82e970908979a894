import ArgumentParser
import CommandSupport
import ExecutionPrograms

struct TaskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task",
        abstract: "Finishes an activity task by its token: the answer of a person, or of a program elsewhere.",
        discussion:
            "The token is a word, or @file, or @- for standard input: it is a secret, and others see command lines.",
        subcommands: [Complete.self, Fail.self, Cancel.self, Heartbeat.self]
    )

    struct Complete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The task is done.")

        @Argument(help: ArgumentHelp("The task token.", valueName: "token|@file")) var token: String
        @Option(help: ArgumentHelp("The result as JSON, or the file that holds it.", valueName: "JSON|@file"))
        var result: String?
        @OptionGroup var output: OutputOptions
        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try await Program.run("martlet", options) { program in
                let text = try InputText.read(result, option: "--result")
                return try await TaskCommands.answer(
                    try TokenText.read(token),
                    .complete(result: text),
                    json: output.json,
                    program
                )
            }
        }
    }

    struct Fail: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The task failed.")

        @Argument(help: ArgumentHelp("The task token.", valueName: "token|@file")) var token: String
        @Option(help: "Why, in a sentence; at most 256 characters.") var reason: String
        @Option(help: "More, for whoever has to mend it.") var details: String?
        @Flag(help: "No further attempt would help.") var permanent = false
        @OptionGroup var output: OutputOptions
        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try await Program.run("martlet", options) { program in
                try await TaskCommands.answer(
                    try TokenText.read(token),
                    .fail(reason: reason, details: details, isPermanent: permanent),
                    json: output.json,
                    program
                )
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The task was canceled.")

        @Argument(help: ArgumentHelp("The task token.", valueName: "token|@file")) var token: String
        @Option(help: "More, for whoever reads it.") var details: String?
        @OptionGroup var output: OutputOptions
        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try await Program.run("martlet", options) { program in
                try await TaskCommands.answer(
                    try TokenText.read(token),
                    .cancel(details: details),
                    json: output.json,
                    program
                )
            }
        }
    }
}

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

        @Option(help: ArgumentHelp("The result as JSON, or the file that holds it.", valueName: "JSON|@file"))
        var result: String?
        @OptionGroup var task: TaskArguments

        func run() async throws {
            try await task.give { .complete(result: try InputText.read(result, option: "--result")) }
        }
    }

    struct Fail: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The task failed.")

        @Option(help: "Why, in a sentence; at most 256 characters.") var reason: String
        @Option(help: "More, for whoever has to mend it.") var details: String?
        @Flag(help: "No further attempt would help.") var permanent = false
        @OptionGroup var task: TaskArguments

        func run() async throws {
            try await task.give { .fail(reason: reason, details: details, isPermanent: permanent) }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The task was canceled.")

        @Option(help: "More, for whoever reads it.") var details: String?
        @OptionGroup var task: TaskArguments

        func run() async throws { try await task.give { .cancel(details: details) } }
    }

    struct Heartbeat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The task is still being worked on; says whether it is to be canceled."
        )

        @Option(help: "How far it is; at most 2,048 characters.") var details: String?
        @OptionGroup var task: TaskArguments

        func run() async throws { try await task.give { .heartbeat(details: details) } }
    }
}

import ArgumentParser
import CommandSupport
import ExecutionPrograms

struct RerunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rerun",
        abstract: "Starts an execution anew, with everything that it was started with before.",
        discussion: """
            What it did before is done again, from its beginning. To go on where it stopped, mend what is wrong instead: an \
            execution that is held or waits goes on by itself. The tags are those of before, so what a schedule started counts as \
            one of its runs again. Exit codes are those of starter.
            """
    )

    @OptionGroup var execution: ExecutionArguments

    @Option(help: "The workflow id of the new execution (default: that of the old one).")
    var id: String?

    @Option(
        help: ArgumentHelp(
            "Another input as JSON, or the file that holds it (default: as before).",
            valueName: "JSON|@file"
        )
    )
    var input: String?

    @Flag(name: .shortAndLong, help: "Wait until it is closed, and show its steps.")
    var wait = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func run() async throws {
        try await Program.run("martlet", options) { program in
            let rerun = RerunProgram(
                id: execution.id,
                run: execution.run,
                newId: id,
                input: try InputText.read(input),
                waits: wait,
                json: output.json
            )
            return try await rerun.run(program)
        }
    }
}

import ArgumentParser
import CommandSupport
import ExecutionPrograms
import Insight
import Workflows

struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Says in one line why an execution does not go on, or how it ended.",
        discussion: """
            What it waits for, since when, who polls that task list, and who was last seen. Which signal it waits for is what \
            the code of this build says, run over its history.
            On Amazon SWF, which does not tell, who polls a list is not known.
            """
    )

    @OptionGroup var execution: ExecutionArguments

    @Flag(help: "All that is open, a line each, the most telling first.")
    var all = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let why = WhyProgram(
            id: execution.id,
            run: execution.run,
            workflows: WorkflowList.all,
            isWhole: all,
            json: output.json
        )
        try await Program.run("martlet", options) { try await why.run($0) }
    }
}

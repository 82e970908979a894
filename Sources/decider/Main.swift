import AppSettings
import ArgumentParser
import CommandSupport
import PoolPrograms
import Workflows

@main
struct DeciderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decider",
        abstract: "Polls decision tasks and answers each with what the workflows of this build decide.",
        discussion:
            "It runs until TERM; then it finishes what it holds and leaves with 0. When its program file is replaced it finishes "
            + "what it holds and runs the new one, as the same process. When workflow code that does not come to rest keeps four "
            + "of its threads, it leaves by itself with 75, to be started anew.",
        version: Version.current
    )

    @OptionGroup var options: SettingsOptions
    @OptionGroup var place: PoolOptions

    func run() async throws {
        try await Program.run("decider", options, process: place.process(.decider)) { program in
            try await PoolProgram.decide(
                program,
                at: try place.place(program.settings, .decider),
                WorkflowList.all
            )
        }
    }
}

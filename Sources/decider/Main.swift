import AppSettings
import ArgumentParser
import CommandSupport
import Workflows

@main
struct DeciderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decider",
        abstract: "Polls decision tasks and answers each with what the workflows of this build decide.",
        discussion:
            "It runs until TERM; then it finishes what it holds and leaves with 0. When workflow code that does not come "
            + "to rest keeps four of its threads, it does so by itself and leaves with 75, to be started anew.",
        version: Version.current
    )

    @OptionGroup var options: SettingsOptions

    @Option(help: "How many decision tasks are worked on at once (settings: deciders.slots).")
    var slots: String?

    @Option(help: "The number of this process in its pool, for ps.")
    var number: Int?

    func run() async throws {
        let overrides = slots.map { [SettingOverride(path: "deciders.slots", text: $0, flag: "--slots")] } ?? []
        try await Program.run("decider", options, overrides: overrides) { program in
            try await PoolProgram.decide(program, WorkflowList.all)
        }
    }
}

import Activities
import ArgumentParser
import CommandSupport
import ExecutionPrograms
import Workflows

@main
struct RegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Registers the domain and the workflows and activities of this build; what is there stays as it is.",
        version: Version.current
    )

    @OptionGroup var options: SettingsOptions

    @Flag(name: .shortAndLong, help: "Tell only what needs attention.")
    var quiet = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Program.run("register", options) { program in
            try await RegisterProgram.run(
                program,
                workflows: WorkflowList.all,
                activities: ActivityList.types,
                quiet: quiet,
                json: output.json
            )
        }
    }
}

import ArgumentParser
import CommandSupport
import ExecutionPrograms
import SWFModel

struct TerminateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminate",
        abstract: "Closes an open execution at once, without asking its workflow."
    )

    @OptionGroup var execution: ExecutionArguments

    @Option(help: "Why, for the history; at most 256 characters.")
    var reason: String?

    @Option(help: "More, for the history.")
    var details: String?

    @Option(help: "What happens to open children: terminate, request_cancel or abandon (default: as started).")
    var childPolicy: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if let childPolicy, ChildPolicy(rawValue: childPolicy.uppercased()) == nil {
            throw ValidationError("--child-policy \(childPolicy) is none of terminate, request_cancel and abandon.")
        }
    }

    func run() async throws {
        try await Program.run("martlet", options) { program in
            try await ExecutionCommands.run(program, json: output.json) {
                try await $0.terminate(
                    execution.id,
                    run: execution.run,
                    reason: reason,
                    details: details,
                    childPolicy: childPolicy.flatMap { ChildPolicy(rawValue: $0.uppercased()) }
                )
            }
        }
    }
}

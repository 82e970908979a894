import ArgumentParser
import CommandSupport
import ExecutionPrograms
import Martlet
import ServiceSupport
import Workflows

@main
struct StarterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "starter",
        abstract: "Starts an execution of a workflow, and waits for it when asked to.",
        discussion: """
            Exit codes: 0 started, or with --wait completed; 2 closed otherwise; 3 an execution with this id is open; \
            64 the command line is wrong; 69 the service did not answer; 78 the settings are wrong.
            """,
        version: Version.current
    )

    @Argument(help: "The name of the workflow, such as Ping.")
    var workflow: String

    @Option(help: "The version of the workflow (default: the one that this build knows).")
    var workflowVersion: String?

    @Option(help: ArgumentHelp("The input as JSON, or the file that holds it.", valueName: "JSON|@file"))
    var input: String?

    @Option(help: "The workflow id, unique among open executions (default: made up).")
    var id: String?

    @Option(name: .customLong("tag"), help: "A tag for the execution; up to five.")
    var tags: [String] = []

    @Option(help: "The priority of its decision tasks; a higher number goes first.")
    var priority: Int?

    @Option(help: ArgumentHelp("The role under which its lambda functions are called.", valueName: "ARN"))
    var lambdaRole: String?

    @Flag(name: .shortAndLong, help: "Wait until it is closed, and show its steps.")
    var wait = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if tags.count > 5 { throw ValidationError("An execution may have five tags; these are \(tags.count).") }
    }

    func run() async throws {
        try await Program.run("starter", options) { program in
            let starter = StarterProgram(
                type: try KnownWorkflow.find(
                    workflow,
                    version: workflowVersion,
                    among: WorkflowList.all.map { $0.definition.type }
                ),
                input: try InputText.read(input),
                id: id,
                tags: tags,
                priority: priority,
                lambdaRole: lambdaRole,
                waits: wait,
                json: output.json
            )
            return try await starter.run(program)
        }
    }
}

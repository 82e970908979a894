import ArgumentParser
import CommandSupport
import ExecutionPrograms

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Puts an execution from a file into a running Martlet server.",
        discussion: """
            FILE is what martlet export wrote, or any other history with --workflow-id and --run-id. The execution keeps its \
            names, events and times, and goes on where it was; nothing is done unless all of it can be.
            It needs a key with the role administer for the domain: that of --domain, else that of the file.
            Exit codes: 0 imported; 3 the workflow id is open or the run is there; 4 the history breaks a rule; 64 wrong usage, \
            or a domain or type that is not registered; 65 the file is no history that can be taken over; 69 the service did \
            not answer; 78 the settings are wrong.
            """
    )

    @Argument(help: "The file; - for standard input.")
    var file: String

    @Option(help: "The workflow id (default: the one that the file says).")
    var workflowId: String?

    @Option(
        name: [.customLong("run-id"), .customLong("run")],
        help: "The run id (default: the one that the file says)."
    )
    var runId: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func run() async throws {
        try await ImportProgram(file: file, workflowId: workflowId, runId: runId, json: output.json).run(options)
    }
}

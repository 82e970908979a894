import ArgumentParser
import CommandSupport
import ExecutionPrograms

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes one execution with its whole history as one file.",
        discussion: """
            From any service that speaks the protocol, Amazon SWF included. The file is what martlet import takes, and martlet \
            lint and martlet replay read; its events are those of GetWorkflowExecutionHistory.
            With --terminate an open execution is terminated once the file is written and synced; its children are left \
            alone, and what happened until then is in the file.
            """
    )

    @Argument(help: "The workflow id.")
    var id: String

    @Option(
        name: [.customLong("run-id"), .customLong("run")],
        help: "The run id (default: the open run, else the newest closed one)."
    )
    var runId: String?

    @Option(name: .shortAndLong, help: "The file, which must not exist (default: standard output).")
    var output: String?

    @Flag(help: "Terminate the execution there when the file is safe.")
    var terminate = false

    @OptionGroup var form: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if let problem = export.problem { throw ValidationError(problem) }
    }

    func run() async throws {
        try await Program.run("martlet", options) { try await export.run($0) }
    }

    private var export: ExportProgram {
        ExportProgram(id: id, runId: runId, output: output, terminates: terminate, json: form.json)
    }
}

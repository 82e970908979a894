import ArgumentParser
import CommandSupport
import ExecutionPrograms
import Workflows

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Tells whether the workflows of this program still replay recorded histories.",
        discussion: """
            HISTORY is a file (what martlet export, martlet history --json, the AWS command line or an SDK wrote), a folder \
            of such files, or - for standard input; these need no service and no settings. Anything else is the workflow id \
            of an execution of the service.
            Each history is a sentence: that it replays, or the first event at which the code asks for something else.
            Exit codes: 0 all replay; 4 one does not; 64 wrong usage, or a file that cannot be read; 65 a file is no history, or only \
            a part of one; of several the highest. 69 the service did not answer; 78 the settings are wrong.
            With --inputs the inputs of activities, children, lambda functions and next runs and the payloads of signals are \
            compared too: so two calls that have changed places are found, and everything whose input was changed on purpose.
            """
    )

    @Argument(help: ArgumentHelp("A file, a folder, -, or a workflow id.", valueName: "history"))
    var histories: [String]

    @Option(
        name: [.customLong("run-id"), .customLong("run")],
        help: "The run: of the execution (default: the open one, else the newest), or of a file that does not say it."
    )
    var runId: String?

    @Option(help: ArgumentHelp("Write the history there as a fixture; several into that folder.", valueName: "path"))
    var fixture: String?

    @Flag(help: "Take a file that holds only the first pages of a history, and replay what is there.")
    var part = false

    @Flag(name: .customLong("inputs"), help: "Compare what the code hands on as well: inputs and payloads.")
    var comparesInputs = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if let problem = replay.problem { throw ValidationError(problem) }
    }

    func run() async throws {
        try await replay.run(options)
    }

    private var replay: ReplayProgram {
        ReplayProgram(
            workflows: WorkflowList.all,
            histories: histories,
            runId: runId,
            fixture: fixture,
            acceptsPart: part,
            comparesInputs: comparesInputs,
            json: output.json
        )
    }
}

import ArgumentParser
import CommandSupport
import ExecutionPrograms
import SWFModel

struct PendingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pending",
        abstract: "Says how many tasks wait in each task list, and for how long.",
        discussion:
            "The lists are those that the pools of the settings poll and, on a Martlet server, all that are in use. An "
            + "autoscaler asks with --kind activity --max: one number."
    )

    @Option(help: "Only these task lists; may be repeated.")
    var list: [String] = []

    @Option(help: "Only tasks of this kind: activity or decision.")
    var kind: String?

    @Flag(help: "Prints the number of the longest list, and nothing else.")
    var max = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if let kind, TaskKind(rawValue: kind) == nil {
            throw ValidationError("--kind \(kind) is neither activity nor decision.")
        }
    }

    func run() async throws {
        var selection = PendingTasks.Selection()
        selection.kind = kind.flatMap { TaskKind(rawValue: $0) }
        selection.names = list
        selection.longestOnly = max
        try await Program.run("martlet", options) { [selection] program in
            try await PendingTasks(selection).run(program, json: output.json)
        }
    }
}

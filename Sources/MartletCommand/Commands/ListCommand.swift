import AppSettings
import ArgumentParser
import CommandSupport
import ExecutionPrograms
import SWFModel

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists executions, the open ones first, the newest first."
    )

    @Flag(help: "Only open executions.")
    var open = false

    @Flag(help: "Only closed executions.")
    var closed = false

    @Option(help: "Only this workflow id.")
    var id: String?

    @Option(help: "Only this workflow.")
    var workflow: String?

    @Option(help: "Only with this tag.")
    var tag: String?

    @Option(help: "Only those that closed so: completed, failed, canceled, terminated, timed_out, continued_as_new.")
    var status: String?

    @Option(help: "Only those that started so recently: 30m, 4h, 7d.")
    var since: String?

    @Option(help: "How many of each, open and closed, at most.")
    var limit = 50

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if let problem = try selection().problem { throw ValidationError(problem) }
    }

    func run() async throws {
        let selection = try selection()
        try await Program.run("martlet", options) { program in
            try await ExecutionCommands.run(program, json: output.json) { try await $0.list(selection) }
        }
    }

    private func selection() throws -> ExecutionSelection {
        var selection = ExecutionSelection()
        selection.open = open || !closed
        selection.closed = closed || !open
        selection.workflowId = id
        selection.workflow = workflow
        selection.tag = tag
        selection.limit = limit
        if let status {
            guard let value = CloseStatus(rawValue: status.uppercased()) else {
                throw ValidationError(
                    "--status \(status) is none of completed, failed, canceled, terminated, timed_out."
                )
            }
            selection.status = value
        }
        if let since {
            guard let duration = DurationText.parse(since) else {
                throw ValidationError("--since \(since) is no duration; write 30m, 4h or 7d.")
            }
            selection.since = duration
        }
        return selection
    }
}

import ArgumentParser
import CommandSupport
import ExecutionPrograms
import Insight

struct GanttCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gantt",
        abstract: "Draws the steps of an execution as bars along its time.",
        discussion: """
            Beside each step stand the seconds after the start at which it began and was over. Dots are the wait for a worker, \
            a bar is the work; what is open ends in >, what went wrong in x.
            """
    )

    @OptionGroup var execution: ExecutionArguments

    @Flag(help: "Decision tasks too.")
    var all = false

    @Option(help: "How many columns there are (default: COLUMNS, else 100).")
    var width: Int?

    @Flag(help: "Only characters of ASCII.")
    var ascii = false

    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if let width, !(40...1000).contains(width) { throw ValidationError("--width must be from 40 to 1000.") }
    }

    func run() async throws {
        let columns = width ?? GanttChart.standardWidth
        let gantt = TimingsProgram(
            id: execution.id,
            run: execution.run,
            form: .chart(width: columns, ascii: ascii),
            isWhole: all
        )
        try await Program.run("martlet", options) { try await gantt.run($0) }
    }
}

import ArgumentParser
import CommandSupport
import ExecutionPrograms
import Insight

struct TimingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timings",
        abstract: "Shows when each step of an execution was asked for, begun and over, and by whom.",
        discussion: """
            With --json, what was on the side of whoever started it begins with host_, what the service did with service_, \
            what a worker did with worker_; keys that end in _time are seconds, in _timestamp seconds since 1970. All times are \
            the service's: no other clock is in a history.
            """
    )

    @OptionGroup var execution: ExecutionArguments

    @Flag(help: "Decision tasks too.")
    var all = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let timings = TimingsProgram(
            id: execution.id,
            run: execution.run,
            form: output.json ? .json : .table,
            isWhole: all
        )
        try await Program.run("martlet", options) { try await timings.run($0) }
    }
}

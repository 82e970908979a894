import ArgumentParser
import CommandSupport
import Insight

struct TopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top",
        abstract: "Shows an environment at work, live: pools, task lists, open executions, newest failures.",
        discussion: """
            In a terminal it redraws itself; q quits, w, o and n sort task lists by what waits, by the oldest task, by name. To a \
            pipe it writes plain frames, with --json an object a line, until it is ended; with --once one frame.
            """
    )

    @Option(help: "How long a frame stands.")
    var interval = "2s"

    @Flag(help: "One frame.")
    var once = false

    @Option(help: "Task lists by waiting, oldest or name.")
    var sort = "waiting"

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if try DurationFlag.parse(interval, "--interval") < .milliseconds(500) {
            throw ValidationError("--interval must be at least 0.5s: each frame asks the service.")
        }
        _ = try order()
    }

    func run() async throws {
        let top = TopProgram(
            interval: try DurationFlag.parse(interval, "--interval"),
            once: once,
            order: try order(),
            json: output.json
        )
        try await Program.run("martlet", options) { try await top.run($0) }
    }

    private func order() throws -> TopFrame.Order {
        guard let order = TopFrame.Order(word: sort) else {
            throw ValidationError("--sort \(sort) is none of waiting, oldest and name.")
        }
        return order
    }
}

import ArgumentParser
import CommandSupport
import Insight

struct WaitIdleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait-idle",
        abstract: "Waits until no activity task and no decision task is open.",
        discussion: """
            Executions may be open meanwhile: they wait for a timer, a signal or a child. With --executions it waits until none is \
            open. Now and then it says on standard error what it waits for.
            Exit codes: 0 idle; 75 the time was over before; 69 the service did not answer; 78 the settings are wrong.
            """
    )

    @Option(help: "How long to wait at most: 600, 10m (default: as long as it takes).")
    var timeout: String?

    @Option(help: "Only executions of this workflow; may be repeated.")
    var workflow: [String] = []

    @Flag(help: "Wait until no execution is open.")
    var executions = false

    @OptionGroup var options: SettingsOptions

    func validate() throws { _ = try timeout.map { try DurationFlag.parse($0, "--timeout") } }

    func run() async throws {
        let wait = WaitIdleProgram(
            timeout: try timeout.map { try DurationFlag.parse($0, "--timeout") },
            workflows: workflow,
            countsExecutions: executions
        )
        try await Program.run("martlet", options) { try await wait.run($0) }
    }
}

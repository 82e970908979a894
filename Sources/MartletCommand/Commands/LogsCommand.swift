import ArgumentParser
import CommandSupport
import Insight

struct LogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Shows the logs of all processes of an environment as one, in the order of time.",
        discussion: """
            It reads the files of var/log/ENV and of logs.file, those that were rotated too. What a process wrote beside its log, \
            such as the last words of a crash, stands where it was written. With --normalize two runs can be compared:
            diff <(martlet logs --normalize GOOD) <(martlet logs --normalize BAD)
            """
    )

    @Argument(help: "Only lines about this execution: its workflow id or run id.")
    var execution: String?

    @Option(help: "Only lines at least this important: warning.")
    var level: String?

    @Option(help: "Only lines since then: 10m, 2h, 2026-03-01T02:00Z, or seconds since 1970.")
    var since: String?

    @Option(help: "Only lines of this program (worker) or process (workers-3).")
    var role: String?

    @Option(help: ArgumentHelp("Only lines in which this regular expression is found.", valueName: "regex"))
    var grep: String?

    @Flag(name: .shortAndLong, help: "Go on with what is written from now on, or from --since on, until interrupted.")
    var follow = false

    @Flag(
        help: "Replace what differs from run to run (dates, process numbers, run ids, durations, hosts, ports, tokens)."
    )
    var normalize = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if let problem = logs.problem { throw ValidationError(problem) }
    }

    func run() async throws {
        try await Program.run("martlet", options) { program in try await logs.run(program) }
    }

    private var logs: LogsProgram {
        LogsProgram(
            execution: execution,
            level: level,
            since: since,
            role: role,
            grep: grep,
            follows: follow,
            normalizes: normalize,
            json: output.json
        )
    }
}

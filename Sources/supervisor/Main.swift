import ArgumentParser
import CommandSupport

@main
struct SupervisorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supervisor",
        abstract: "Keeps the server and the pools of an environment running.",
        discussion: """
            One supervisor looks after one environment: it starts what the settings want, starts again what crashed, and stops \
            everything in order. How the pools are is told by: martlet status.
            """,
        version: Version.current,
        subcommands: [StartCommand.self, StopCommand.self, ReloadCommand.self, RunCommand.self]
    )
}

import ArgumentParser
import CommandSupport

@main
struct MartletCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "martlet",
        abstract: "Looks at executions and acts on them, checks, replays and moves histories, makes access keys.",
        version: Version.current,
        subcommands: [
            ListCommand.self, ShowCommand.self, HistoryCommand.self, SignalCommand.self, CancelCommand.self,
            TerminateCommand.self, TaskCommand.self, LintCommand.self, ReplayCommand.self, ExportCommand.self,
            ImportCommand.self, PendingCommand.self, SettingsCommand.self, CredentialsCommand.self,
        ]
    )
}

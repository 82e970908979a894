import ArgumentParser
import CommandSupport

@main
struct MartletCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "martlet",
        abstract:
            "Shows what an environment does, looks at executions and acts on them, checks, replays and moves histories.",
        version: Version.current,
        subcommands: [
            TopCommand.self, WhyCommand.self, StatsCommand.self, TimingsCommand.self, GanttCommand.self,
            WorkersCommand.self, HealthCommand.self, DoctorCommand.self, DriftCommand.self, WaitIdleCommand.self,
            CleanupCommand.self,
            ListCommand.self, ShowCommand.self, HistoryCommand.self, SignalCommand.self, CancelCommand.self,
            TerminateCommand.self, RerunCommand.self, TaskCommand.self, LintCommand.self, ReplayCommand.self,
            ExportCommand.self, ImportCommand.self, PendingCommand.self, StatusCommand.self, LogsCommand.self,
            ConfigCommand.self,
            SecretCommand.self, CredentialsCommand.self, DeployCommand.self,
        ]
    )
}

import ArgumentParser
import CommandSupport
import Martlet
import Workflows

@main
struct CronCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cron",
        abstract: "Starts what the schedules say is due: once for a crontab, or as a daemon.",
        discussion: """
            Without a subcommand it looks once, starts what is due, and ends. It says nothing unless something is wrong, except \
            on a terminal or with --verbose. The service's clock decides. Schedules are in cron/schedules.json and described in \
            cron/README.md.
            """,
        version: Version.current,
        subcommands: [
            TickCommand.self, NextCommand.self, ExplainCommand.self, PreviewCommand.self, LedgerCommand.self,
            PauseCommand.self, ResumeCommand.self, TriggerCommand.self,
        ],
        defaultSubcommand: TickCommand.self
    )

    /// The workflow types of this build.
    static var workflows: [WorkflowType] { WorkflowList.all.map { $0.definition.type } }
}

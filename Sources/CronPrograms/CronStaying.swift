public import CommandSupport
import Logging
public import SWFModel
import ServiceLifecycle
import ServiceSupport
import UnixSignals

/// `cron --daemon`: looks whenever something is due, until it is told to leave.
public enum CronStaying {
    /// Looks until TERM or INT, and then leaves with 0.
    public static func run(
        _ program: Program,
        workflows: [WorkflowType],
        verbose: Bool,
        json: Bool
    ) async throws -> ProgramStatus {
        let look = CronLook(program: program, workflows: workflows)
        // Wrong from the start is told and ends the program; wrong later is told, and what was right before goes on.
        _ = try look.schedules()
        let client = try ServiceAccess.client(program.settings, logger: program.logger)
        let terminal = program.terminal
        let tells = verbose || terminal.isOutputTerminal
        let daemon = CronDaemon(look: look, service: client) { reports in
            // Writing to a terminal or a pipe does not throw; what cannot be encoded is no report.
            try? CronProgram.tell(reports, terminal, tells: tells, json: json)
        }
        // A group stops its services in reverse order: the loop first, then the connections under it.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [client, daemon],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: program.logger.quiet
            )
        )
        try await group.run()
        program.logger.info("left")
        return .ok
    }
}

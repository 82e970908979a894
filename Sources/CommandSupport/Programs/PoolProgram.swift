import AppSettings
import Logging
public import Martlet
import SWFClient
import ServiceLifecycle
import UnixSignals

/// What deciders and workers share: they poll until TERM, then finish what they hold and leave with 0.
public enum PoolProgram {
    /// Polls decision tasks for some workflows.
    public static func decide(_ program: Program, _ workflows: [any Workflow.Type]) async throws -> ProgramStatus {
        try await run(program, slots: program.settings.deciders.slots) { service, slots in
            Decider(
                service: service,
                domain: program.settings.domain,
                taskList: program.settings.taskList,
                identity: program.identity,
                workflows: workflows,
                configuration: Decider.Configuration(slots: slots),
                logger: program.logger
            )
        }
    }

    /// Polls activity tasks for some activities.
    public static func work(_ program: Program, _ activities: [any Activity]) async throws -> ProgramStatus {
        try await run(program, slots: program.settings.workers.slots) { service, slots in
            ActivityWorker(
                service: service,
                domain: program.settings.domain,
                taskList: program.settings.taskList,
                identity: program.identity,
                activities: activities,
                configuration: ActivityWorker.Configuration(slots: slots),
                logger: program.logger
            )
        }
    }

    private static func run(
        _ program: Program,
        slots: Int,
        _ make: (RemoteWorkflowService, Int) -> any Service
    ) async throws -> ProgramStatus {
        let client = try ServiceAccess.client(program.settings, logger: program.logger)
        program.logger.info(
            "polling \(program.settings.endpoint)",
            metadata: [
                "domain": "\(program.settings.domain)", "taskList": "\(program.settings.taskList)", "slots": "\(slots)",
            ]
        )
        // A group stops its services in reverse order: the loop first, then the connections under it.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [client, make(client, slots)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: quiet(program.logger)
            )
        )
        try await group.run()
        program.logger.info("left after finishing what was held")
        return .ok
    }

    /// The group's own lines tell of its parts, which nobody who reads the log has to know.
    static func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}

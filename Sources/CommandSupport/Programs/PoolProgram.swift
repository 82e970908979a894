import AppSettings
import Logging
public import Martlet
import SWFClient
import ServiceLifecycle
import UnixSignals

/// What deciders and workers share: they poll until TERM, then finish what they hold and leave with 0.
public enum PoolProgram {
    /// After so many threads of workflow code that did not come to rest a decider leaves, to be started anew.
    static let lostThreadLimit = 4

    /// Polls decision tasks for some workflows.
    public static func decide(_ program: Program, _ workflows: [any Workflow.Type]) async throws -> ProgramStatus {
        let settings = program.settings.deciders
        return try await run(program, slots: settings.slots) { service, slots, wornOut in
            Decider(
                service: service,
                domain: program.settings.domain,
                taskList: program.settings.taskList,
                identity: program.identity,
                workflows: workflows,
                configuration: Decider.Configuration(
                    slots: slots,
                    heldExecutions: settings.heldExecutions,
                    heldBytes: settings.heldMegabytes * 1_000_000,
                    divergence: settings.divergence == .hold ? .hold : .failExecution,
                    checksReplay: program.settings.checksReplay,
                    turnLimit: .seconds(settings.turnLimitSeconds),
                    onLostThread: { lost in
                        if lost >= lostThreadLimit { wornOut() }
                    }
                ),
                logger: program.logger
            )
        }
    }

    /// Polls activity tasks for some activities.
    public static func work(_ program: Program, _ activities: [any Activity]) async throws -> ProgramStatus {
        try await run(program, slots: program.settings.workers.slots) { service, slots, _ in
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
        _ make: (RemoteWorkflowService, Int, _ wornOut: @escaping @Sendable () -> Void) -> any Service
    ) async throws -> ProgramStatus {
        let client = try ServiceAccess.client(program.settings, logger: program.logger)
        program.logger.info(
            "polling \(program.settings.endpoint)",
            metadata: [
                "domain": "\(program.settings.domain)", "taskList": "\(program.settings.taskList)", "slots": "\(slots)",
            ]
        )
        let (wornOut, tell) = AsyncStream<Void>.makeStream()
        // A group stops its services in reverse order: the loop first, then the connections under it.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [client, make(client, slots) { tell.yield() }],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: quiet(program.logger)
            )
        )
        let isWornOut = try await withThrowingTaskGroup(of: Bool.self) { tasks in
            tasks.addTask {
                for await _ in wornOut {
                    await group.triggerGracefulShutdown()
                    return true
                }
                return false
            }
            try await group.run()
            tell.finish()
            return try await tasks.next() ?? false
        }
        if isWornOut {
            program.logger.error("left to be started anew: workflow code that did not come to rest keeps its threads")
            return .wornOut
        }
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

import AppSettings
public import CommandSupport
import Foundation
import Logging
public import Martlet
import Pools
import SWFClient
import ServiceLifecycle

/// What deciders and workers share: they poll until TERM, then finish what they hold and leave with 0.
///
/// A second TERM has them hand back what they hold and leave at once. When another program file takes the place of their own,
/// they finish what they hold and run that, in the same process. Each says what it is about in its title and in the file of its
/// report.
public enum PoolProgram {
    /// After so many threads of workflow code that did not come to rest a decider leaves, to be started anew.
    static let lostThreadLimit = 4

    /// Polls decision tasks for some workflows.
    ///
    /// - Parameter place: The place in a pool; nil for a process that belongs to none: it has no title and no report, and
    ///   goes on with the program file that it began with.
    public static func decide(
        _ program: Program,
        at place: PoolPlace? = nil,
        _ workflows: [any Workflow.Type]
    ) async throws -> ProgramStatus {
        let taskList = place?.taskList ?? program.settings.taskList
        return try await process(program, "decider", place) { service, hooks in
            var configuration = configuration(of: program.settings, slots: place?.pool.slots)
            configuration.onLostThread = { lost in
                if lost >= lostThreadLimit { hooks.onWornOut() }
            }
            configuration.onPoll = hooks.onPoll
            configuration.onHold = hooks.onHold
            configuration.pollEnding = hooks.pollEnding
            return Decider(
                service: service,
                domain: program.settings.domain,
                taskList: taskList,
                identity: program.identity,
                workflows: workflows,
                configuration: configuration,
                logger: program.logger
            )
        }.run()
    }

    /// How a decider of some settings works, without what its process asks to be told.
    static func configuration(of settings: Settings, slots: Int?) -> Decider.Configuration {
        Decider.Configuration(
            slots: slots ?? settings.deciders.slots,
            heldExecutions: settings.deciders.heldExecutions,
            heldBytes: settings.deciders.heldMegabytes * 1_000_000,
            divergence: settings.deciders.divergence == .hold ? .hold : .failExecution,
            checksReplay: settings.checksReplay,
            turnLimit: .seconds(settings.deciders.turnLimitSeconds),
            historyLimit: settings.serviceLimits.eventsPerExecution
        )
    }

    /// Polls activity tasks for some activities.
    ///
    /// - Parameters:
    ///   - place: The place in a pool, whose activities are those that it names; nil as for
    ///     ``decide(_:at:_:)``.
    ///   - activities: The activities of the build.
    /// - Throws: ``Complaint`` (configuration) when the pool names an activity that the build does not have.
    public static func work(
        _ program: Program,
        at place: PoolPlace? = nil,
        _ activities: [any Activity]
    ) async throws -> ProgramStatus {
        let settings = program.settings.workers
        let taskList = place?.taskList ?? program.settings.taskList
        let known = try PoolActivities.chosen(place?.pool, of: activities)
        var process = process(program, "worker", place) { service, hooks in
            var configuration = ActivityWorker.Configuration(slots: place?.pool.slots ?? settings.slots)
            configuration.logInputKeys = program.settings.logs.inputKeys
            configuration.onPoll = hooks.onPoll
            configuration.onHold = hooks.onHold
            configuration.pollEnding = hooks.pollEnding
            return ActivityWorker(
                service: service,
                domain: program.settings.domain,
                taskList: taskList,
                identity: program.identity,
                activities: known,
                configuration: configuration,
                logger: program.logger
            )
        }
        func duration(_ seconds: Int) -> Duration? { seconds > 0 ? .seconds(seconds) : nil }
        process.idleRule = IdleRule(
            maxIdle: duration(settings.maxIdleSeconds),
            maxUptime: duration(settings.maxUptimeSeconds),
            billingPeriod: duration(settings.idleGranularitySeconds)
        )
        process.jitter = .seconds(settings.jitterSeconds)
        return try await process.run()
    }

    /// Prints the activities that the workers of a pool do: name and version, one a line.
    ///
    /// - Throws: ``Complaint`` (configuration) when the pool names an activity that the build does not have.
    public static func list(
        _ program: Program,
        at place: PoolPlace,
        _ activities: [any Activity]
    ) throws -> ProgramStatus {
        for activity in try PoolActivities.chosen(place.pool, of: activities) {
            let type = type(of: activity).definition.type
            program.terminal.print("\(type.name) \(type.version)")
        }
        return .ok
    }

    private static func process(
        _ program: Program,
        _ role: String,
        _ place: PoolPlace?,
        _ makeLoop: @escaping @Sendable (RemoteWorkflowService, PoolHooks) -> any Service
    ) -> PoolProcess {
        let pid = ProcessInfo.processInfo.processIdentifier
        let execution = SelfExecution()
        let build = ProgramBuild.current
        let report = ProcessReport(
            pid: pid,
            birth: KernelProcess.birth(of: pid) ?? 0,
            program: role,
            environment: program.settings.environment,
            pool: place?.pool.name ?? "",
            slot: place?.slot ?? 0,
            build: build,
            started: MachineClock.now
        )
        let folder = RunFolder(
            environment: program.settings.environment,
            home: program.settings.home,
            variables: ProcessInfo.processInfo.environment
        )
        let reporter = PoolReporter(
            report,
            path: place.map { folder.report(pool: $0.pool.name, slot: $0.slot) },
            title: place == nil ? nil : ProcessTitle.take(),
            logger: program.logger
        )
        var process = PoolProcess(
            program: program,
            taskList: place?.taskList ?? program.settings.taskList,
            reporter: reporter,
            makeLoop: makeLoop
        )
        guard place != nil else { return process }
        if let before = SelfExecution.predecessor {
            program.logger.notice(
                "took the place of another build",
                metadata: ["before": "\(before)", "build": "\(build)"]
            )
        }
        process.settingsWatch = SettingsWatch(program)
        let file = ProgramFile.running(as: CommandLine.arguments.first ?? "")
        if let watch = ProgramWatch(file, logger: program.logger) {
            process.replacement = Replacement(file: file, watch: watch, execution: execution, build: build)
        }
        return process
    }
}

public import Engine
public import Martlet
public import ServiceLifecycle
import Storage
public import UnixSignals

/// Martlet in one process: service, decider and worker of a program that wants no server.
///
///     try await LocalMartlet.run(
///         workflows: [Welcome.self],
///         activities: [Greet()],
///         store: .sqlite(path: "welcome.sqlite")
///     ) { martlet in
///         print(try await martlet.execute(Welcome.self, ["Ada", "Grace"], workflowId: "welcome"))
///     }
///
/// It is the engine of the Martlet server, not another one: with a SQLite file executions survive a kill of the program, and the
/// same workflows and activities run on a server or on Amazon SWF unchanged. In a program that has services of its own, such as
/// a web server, it is one more service of the group.
public struct LocalMartlet: Service {
    /// What may be set.
    public struct Configuration: Sendable {
        /// The domain that everything is in. Defaults to `local`.
        public var domain = "local"
        /// The task list of types whose definition names none. Types with one of their own have nobody here. Defaults to
        /// `default`.
        public var taskList = "default"
        /// How many days closed executions are kept: 0 to 90. Defaults to 30.
        public var retentionDays = 30
        /// How the decider works: how many executions it holds and how much memory they may take, what happens when code does
        /// not follow its history, whether decisions are computed twice, how long code may compute between two waits. Defaults
        /// to what a `Decider.Configuration` has, with 2 slots.
        public var decider = Decider.Configuration(slots: 2)
        /// How the worker works. Defaults to what an `ActivityWorker.Configuration` has, with 4 slots.
        public var worker = ActivityWorker.Configuration(slots: 4)
        /// How many decision tasks are worked on at a time: the slots of ``decider``.
        public var deciderSlots: Int {
            get { decider.slots }
            set { decider.slots = newValue }
        }
        /// How many activity tasks are worked on at a time: the slots of ``worker``.
        public var workerSlots: Int {
            get { worker.slots }
            set { worker.slots = newValue }
        }
        /// Who runs lambda functions; nobody by default.
        public var functions: (any LambdaService)?
        /// Signals of the system that stop ``LocalMartlet/run(workflows:activities:store:configuration:logger:_:)``: TERM and
        /// INT by default. A program that handles them itself leaves none.
        public var stopSignals: [UnixSignal] = [.sigterm, .sigint]

        /// The defaults.
        public init() {}
    }

    /// The service, as everything else calls it.
    public var service: any SimpleWorkflowService { engine }
    /// The domain that everything is in.
    public let domain: String
    /// Starts executions, and acts on them.
    public let starter: Starter

    private let engine: WorkflowEngine
    private let decider: Decider
    private let worker: ActivityWorker
    private let logger: Logger

    /// What workflows and activities log goes to standard error, from notices on.
    private static var defaultLogger: Logger {
        var logger = Logger(label: "martlet")
        logger.logLevel = .notice
        return logger
    }

    /// Opens the store and registers what it does not know. Nothing runs before ``run()``.
    ///
    /// - Throws: `StoreError` when the store cannot be opened or is of a newer Martlet; `Fault` when a definition breaks a rule
    ///   of the service.
    public init(
        workflows: [any Workflow.Type],
        activities: [any Activity],
        store: LocalStore = .memory,
        configuration: Configuration = Configuration(),
        logger: Logger? = nil
    ) async throws {
        let logger = logger ?? Self.defaultLogger
        var engineConfiguration = WorkflowEngine.Configuration()
        engineConfiguration.lambdaService = configuration.functions
        let opened = try store.open()
        engine = try await WorkflowEngine(store: opened, configuration: engineConfiguration, logger: logger)
        domain = configuration.domain
        starter = Starter(service: engine, domain: configuration.domain, taskList: configuration.taskList)
        decider = Decider(
            service: engine,
            domain: configuration.domain,
            taskList: configuration.taskList,
            identity: "decider",
            workflows: workflows,
            configuration: configuration.decider,
            logger: logger
        )
        worker = ActivityWorker(
            service: engine,
            domain: configuration.domain,
            taskList: configuration.taskList,
            identity: "worker",
            activities: activities,
            configuration: configuration.worker,
            logger: logger
        )
        self.logger = logger
        do {
            try await register(workflows, activities, configuration)
        } catch {
            // Nobody runs the engine, which would close it.
            try? await opened.close()
            throw error
        }
    }

    private func register(
        _ workflows: [any Workflow.Type],
        _ activities: [any Activity],
        _ configuration: Configuration
    ) async throws {
        let registrations = try await Registrar(
            service: engine,
            domain: domain,
            retentionDays: String(configuration.retentionDays),
            defaultTaskList: configuration.taskList,
            logger: logger
        ).register(workflows: workflows, activities: activities.map { type(of: $0) })
        for registration in registrations {
            switch registration.result {
            case .created, .alreadyThere: break
            case .differs, .deprecated: logger.warning("\(registration)")
            }
        }
    }

    /// Runs until graceful shutdown or cancellation: the worker and the decider finish what they hold, then the store is closed.
    ///
    /// It is run once.
    public func run() async throws { try await group(stopSignals: []).run() }

    /// Opens, runs a body beside the decider and the worker, and leaves in good order when the body returns: what workers and
    /// deciders hold is finished, what is open goes on when the store is opened again.
    ///
    /// - Returns: What the body returns.
    /// - Throws: As ``init(workflows:activities:store:configuration:logger:)``; what the body throws; `CancellationError` when
    ///   a signal of the system stopped it.
    public static func run<Value: Sendable>(
        workflows: [any Workflow.Type],
        activities: [any Activity],
        store: LocalStore = .memory,
        configuration: Configuration = Configuration(),
        logger: Logger? = nil,
        _ body: @escaping @Sendable (LocalMartlet) async throws -> Value
    ) async throws -> Value {
        let martlet = try await LocalMartlet(
            workflows: workflows,
            activities: activities,
            store: store,
            configuration: configuration,
            logger: logger
        )
        let group = martlet.group(stopSignals: configuration.stopSignals)
        return try await withTaskGroup(of: End<Value>.self) { tasks in
            tasks.addTask {
                do {
                    try await group.run()
                    return .group(nil)
                } catch {
                    return .group(error)
                }
            }
            tasks.addTask {
                do {
                    return .body(.success(try await body(martlet)))
                } catch {
                    return .body(.failure(error))
                }
            }
            var result: Result<Value, any Error>?
            for await end in tasks {
                switch end {
                case .body(let value):
                    result = result ?? value
                    await group.triggerGracefulShutdown()
                case .group(let error):
                    // Before the body has ended: by a signal of the system, or because the store can no longer be used.
                    if let error { result = result.map { $0.flatMap { _ in .failure(error) } } ?? .failure(error) }
                    result = result ?? .failure(CancellationError())
                    tasks.cancelAll()
                }
            }
            return result ?? .failure(CancellationError())
        }.get()
    }

    /// What has ended: the body, or all that runs beside it.
    private enum End<Value: Sendable>: Sendable {
        case body(Result<Value, any Error>)
        case group((any Error)?)
    }

    /// Stopped in reverse order: the worker finishes first, then the decider, then the store is closed.
    private func group(stopSignals: [UnixSignal]) -> ServiceGroup {
        var quiet = logger
        // The group's own lines tell of its parts, which nobody who reads the log has to know.
        quiet.logLevel = max(quiet.logLevel, .warning)
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [engine, decider, worker],
                gracefulShutdownSignals: stopSignals,
                logger: quiet
            )
        )
    }
}

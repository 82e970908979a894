import AppSettings
import Engine
import Logging
import SWFModel
import SWFServer
import ServiceLifecycle
import Storage
import StorageSQLite
import UnixSignals

/// The engine behind HTTP, until TERM.
public enum ServerProgram {
    /// Opens the store, listens, and says so in one line that scripts can wait for.
    public static func run(_ program: Program) async throws -> ProgramStatus {
        let settings = program.settings.server
        let wire = WireServer.Configuration(
            host: settings.host,
            port: settings.port,
            credentialsFile: settings.credentialsFile,
            account: settings.account,
            region: settings.region,
            certificateFile: settings.certificateFile,
            privateKeyFile: settings.privateKeyFile
        )
        // Before the store is touched: an address that must not be listened on makes no file.
        try wire.check()
        var configuration = WorkflowEngine.Configuration()
        configuration.inputsAreValidated = true
        configuration.account = settings.account
        configuration.region = settings.region
        configuration.limits = settings.limits
        configuration.throttling = settings.throttling == .on ? settings.throttles : nil
        configuration.refusedDecisions = Set(settings.refusedDecisions.compactMap(DecisionType.init))
        if !settings.lambda.functions.isEmpty {
            configuration.lambdaService = LocalFunctions(settings.lambda, folder: program.settings.home)
            configuration.lambdaConcurrency = settings.lambda.concurrency
        }
        let engine = try await WorkflowEngine(
            store: try store(settings.store),
            configuration: configuration,
            logger: program.logger
        )
        let server = WireServer(
            service: engine,
            health: { await engine.canCommit() },
            configuration: wire,
            logger: program.logger,
            onListening: { url in
                for line in readyLines(url: url, store: settings.store) { program.terminal.print(line) }
            }
        )
        // Stopped in reverse order: polls are answered empty, then the last connections close, then the store does.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [engine, server, PollDrain(engine: engine)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: PoolProgram.quiet(program.logger)
            )
        )
        try await group.run()
        program.logger.info("stopped; everything acknowledged is in the store")
        return .ok
    }

    /// The first line is for scripts and people, the second for a shell whose programs use boto3 or the AWS command line.
    static func readyLines(url: String, store: Settings.Server.Store) -> [String] {
        let place =
            switch store {
            case .memory: "memory, gone when the server ends"
            case .sqlite(let path): path
            }
        return ["ready: \(url) (store: \(place))", "export AWS_ENDPOINT_URL_SWF=\(url)"]
    }

    private static func store(_ store: Settings.Server.Store) throws -> any WorkflowStore {
        switch store {
        case .memory: MemoryStore()
        case .sqlite(let path): try SQLiteStore(path: path)
        }
    }
}

/// Answers waiting polls when the server is asked to stop, so that it need not wait a minute for them.
private struct PollDrain: Service {
    let engine: WorkflowEngine

    func run() async throws {
        // Cancelled or asked to stop, what is left to do is the same.
        try? await gracefulShutdown()
        engine.drain()
    }
}

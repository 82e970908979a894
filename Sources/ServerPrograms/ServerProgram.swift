import AppSettings
public import CommandSupport
import Engine
import Logging
import SWFModel
import SWFServer
import ServiceLifecycle
import UnixSignals

/// The engine behind HTTP, until TERM; one for each account and region.
public enum ServerProgram {
    /// Opens the stores, listens, and says so in one line that scripts can wait for.
    public static func run(_ program: Program) async throws -> ProgramStatus {
        let settings = program.settings.server
        let started = SystemClock().now
        var wire = WireServer.Configuration(
            host: settings.host,
            port: settings.port,
            maximumRequestBytes: settings.limits.requestBytes,
            credentialsFile: settings.credentialsFile,
            account: settings.account,
            region: settings.region,
            regions: settings.regions,
            certificateFile: settings.certificateFile,
            privateKeyFile: settings.privateKeyFile
        )
        wire.limits = settings.limits.otherThanModel
        // Before the store is touched: an address that must not be listened on makes no file.
        let named = try wire.check()
        program.sayHello("serves")
        let stores = RealmStores(home: wire.home, store: settings.store)
        let standard = engineConfiguration(program)
        let realms = try await EngineRealms(
            home: wire.home,
            named: named,
            holds: stores.holds,
            logger: program.logger
        ) { [wire] realm in
            var configuration = standard
            configuration.account = realm.account
            configuration.region = realm.region
            var logger = program.logger
            // Lines of the server's own realm look as if there were no other; those of another say of which they are.
            if realm != wire.home {
                logger[metadataKey: "account"] = "\(realm.account)"
                logger[metadataKey: "region"] = "\(realm.region)"
                logger.info("serving a further account or region", metadata: ["store": "\(stores.place(of: realm))"])
            }
            return try await WorkflowEngine(
                store: try stores.open(realm),
                configuration: configuration,
                logger: logger
            )
        }
        let server = WireServer(
            realms: realms,
            health: { await realms.canCommit() },
            facts: {
                let counts = realms.waiting
                return HealthFacts(
                    version: Version.current,
                    store: settings.store.word,
                    startTimestamp: started,
                    waitingPolls: counts.polls,
                    waitingTasks: counts.tasks
                )
            },
            configuration: wire,
            logger: program.logger,
            onListening: { url in
                for line in readyLines(url: url, store: settings.store) { program.terminal.print(line) }
            }
        )
        // Stopped in reverse order: polls are answered empty, then the last connections close, then the stores do.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [realms, server, PollDrain(realms: realms)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: program.logger.quiet
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

    /// What the engines of all realms have in common.
    private static func engineConfiguration(_ program: Program) -> WorkflowEngine.Configuration {
        let settings = program.settings.server
        var configuration = WorkflowEngine.Configuration()
        configuration.inputsAreValidated = true
        configuration.limits = settings.limits
        configuration.throttling = settings.throttling == .on ? settings.throttles : nil
        configuration.refusedDecisions = Set(settings.refusedDecisions.compactMap(DecisionType.init))
        if !settings.lambda.functions.isEmpty {
            configuration.lambdaService = LocalFunctions(settings.lambda, folder: program.settings.home)
            configuration.lambdaConcurrency = settings.lambda.concurrency
        }
        return configuration
    }
}

extension Settings.Server.Store {
    /// What it is, in a word.
    fileprivate var word: String {
        switch self {
        case .memory: "memory"
        case .sqlite: "sqlite"
        }
    }
}

/// Answers waiting polls when the server is asked to stop, so that it need not wait a minute for them.
private struct PollDrain: Service {
    let realms: EngineRealms

    func run() async throws {
        // Cancelled or asked to stop, what is left to do is the same.
        try? await gracefulShutdown()
        realms.drain()
    }
}

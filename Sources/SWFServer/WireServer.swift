import HummingbirdCore
public import Logging
import NIOCore
import NIOPosix
import NIOSSL
public import SWFModel
public import SWFWire
public import ServiceLifecycle
import Synchronization

/// The service over HTTP, as Amazon SWF speaks it: `POST /` with `X-Amz-Target`, and `GET /health`.
///
/// On graceful shutdown it stops accepting, lets what runs finish, and answers for the last time on each connection.
/// Polls that wait are for the service to answer then (an engine's `drain`); the server waits for them.
public struct WireServer: Service {
    /// Where the server listens and what it allows.
    public struct Configuration: Sendable {
        /// The host or address to listen on. Others than loopback need `credentialsFile`.
        public var host: String
        /// The port to listen on; 0 lets the system choose.
        public var port: Int
        /// Bytes of a request, its header fields included. Amazon SWF allows 1 MiB.
        public var maximumRequestBytes: Int
        /// The file of the keys that may sign requests; nil takes any credentials, which only loopback may do.
        public var credentialsFile: String?
        /// The account of keys that name none, and of everybody when there are no keys: 12 digits.
        public var account: String
        /// The region of requests that name none.
        public var region: String
        /// Further regions that are served. Signatures must be made for one of them or for `region`.
        public var regions: [String]
        /// The PEM chain of certificates for TLS; nil for plain HTTP.
        public var certificateFile: String?
        /// The PEM key of the first certificate; there with the certificate, or not at all.
        public var privateKeyFile: String?
        /// How often these files are looked at for changes, at most.
        public var fileInterval: Duration
        /// Connections that wait to be accepted, at most.
        public var backlog: Int
        /// Open connections, at most; more wait in the backlog. A parked poll holds one.
        public var maximumConnections: Int
        /// How long a connection may be idle between requests, in seconds. A waiting poll is not idle.
        public var idleSeconds: Int
        /// How long a request may take to arrive, and a new connection to its first request, in seconds.
        public var requestSeconds: Int
        /// The limits of what requests hold, where they are other than the model's; nil, the default, where they are the same.
        public var limits: Limits?

        /// The defaults are for a server on the machine of its callers.
        public init(
            host: String = "127.0.0.1",
            port: Int = 7340,
            maximumRequestBytes: Int = 1_048_576,
            credentialsFile: String? = nil,
            account: String = "000000000000",
            region: String = "us-east-1",
            regions: [String] = [],
            certificateFile: String? = nil,
            privateKeyFile: String? = nil,
            fileInterval: Duration = .seconds(1),
            backlog: Int = 1_024,
            maximumConnections: Int = 16_384,
            idleSeconds: Int = 120,
            requestSeconds: Int = 30
        ) {
            self.host = host
            self.port = port
            self.maximumRequestBytes = maximumRequestBytes
            self.credentialsFile = credentialsFile
            self.account = account
            self.region = region
            self.regions = regions
            self.certificateFile = certificateFile
            self.privateKeyFile = privateKeyFile
            self.fileInterval = fileInterval
            self.backlog = backlog
            self.maximumConnections = maximumConnections
            self.idleSeconds = idleSeconds
            self.requestSeconds = requestSeconds
        }
    }

    /// What a server serves: the actions, and in which domain things are that requests name without it.
    public typealias Served = EncodedHistoryService & DomainDirectory

    private let realms: any RealmDirectory
    private let health: @Sendable () async -> Bool
    private let facts: @Sendable () -> HealthFacts?
    private let configuration: Configuration
    private let logger: Logger
    private let clocks: Clocks
    private let onListening: @Sendable (_ url: String) async -> Void

    /// Creates a server of one account and region; nothing is opened before ``run()``.
    ///
    /// - Parameters:
    ///   - service: What answers the requests.
    ///   - health: Whether the service can work, for `GET /health`.
    ///   - facts: What `GET /health` tells besides, on a server that anybody on its machine may use; with a credentials file it
    ///     tells nothing more.
    ///   - configuration: Where to listen and what to allow.
    ///   - logger: Takes failures as errors, and each request at the level debug.
    ///   - onListening: Called once when connections are taken, with the server's URL and its real port.
    public init(
        service: any Served,
        health: @Sendable @escaping () async -> Bool,
        facts: @Sendable @escaping () -> HealthFacts? = { nil },
        configuration: Configuration,
        logger: Logger,
        onListening: @Sendable @escaping (_ url: String) async -> Void
    ) {
        self.init(
            realms: SoleRealm(realm: configuration.home, service: service),
            health: health,
            facts: facts,
            configuration: configuration,
            logger: logger,
            onListening: onListening
        )
    }

    /// Creates a server of as many accounts and regions as its configuration and its credentials file name; nothing is opened
    /// before ``run()``.
    ///
    /// - Parameters:
    ///   - realms: What answers the requests of each.
    ///   - health: Whether all of them can work, for `GET /health`.
    ///   - facts: What `GET /health` tells besides, on a server that anybody on its machine may use; with a credentials file it
    ///     tells nothing more.
    ///   - configuration: Where to listen and what to allow.
    ///   - logger: Takes failures as errors, and each request at the level debug.
    ///   - onListening: Called once when connections are taken, with the server's URL and its real port.
    public init(
        realms: any RealmDirectory,
        health: @Sendable @escaping () async -> Bool,
        facts: @Sendable @escaping () -> HealthFacts? = { nil },
        configuration: Configuration,
        logger: Logger,
        onListening: @Sendable @escaping (_ url: String) async -> Void
    ) {
        self.init(
            realms: realms,
            health: health,
            facts: facts,
            configuration: configuration,
            logger: logger,
            clocks: Clocks(),
            onListening: onListening
        )
    }

    init(
        realms: any RealmDirectory,
        health: @Sendable @escaping () async -> Bool,
        facts: @Sendable @escaping () -> HealthFacts? = { nil },
        configuration: Configuration,
        logger: Logger,
        clocks: Clocks,
        onListening: @Sendable @escaping (_ url: String) async -> Void
    ) {
        self.realms = realms
        self.health = health
        self.facts = facts
        self.configuration = configuration
        self.logger = logger
        self.clocks = clocks
        self.onListening = onListening
    }

    /// Serves until the graceful shutdown, or until its task is cancelled.
    ///
    /// - Throws: ``WireServerError``, when the server cannot or must not listen there.
    public func run() async throws {
        let address = try ListeningAddress(host: configuration.host, port: configuration.port)
        let certificates = try configuration.certificates(logger: logger, clocks: clocks)
        let isEncrypted = certificates != nil
        if !isEncrypted, !address.isLoopback {
            logger.warning(
                """
                requests from other machines must be signed, but they and their answers can be read on their way: there \
                is no certificate (server.certificateFile)
                """
            )
        }
        let undelivered = UndeliveredTasks(logger: logger)
        let channel = WireChannel(
            reception: Reception(
                entrance: Entrance(
                    gate: try configuration.gate(at: address, realms: realms, logger: logger, clocks: clocks),
                    realms: realms,
                    home: configuration.home,
                    regions: configuration.allRegions,
                    now: clocks.now,
                    limits: configuration.limits
                ),
                logger: logger
            ),
            rules: RequestRules(maximumRequestBytes: configuration.maximumRequestBytes),
            health: { [health, facts, configuration] in
                Health(isWorking: await health(), facts: configuration.credentialsFile == nil ? facts() : nil)
            },
            idleTimeout: .seconds(Int64(configuration.idleSeconds)),
            requestTimeout: .seconds(Int64(configuration.requestSeconds)),
            certificates: certificates,
            undelivered: undelivered
        )
        let isListening = Mutex(false)
        let server = Server(
            childChannelSetup: channel,
            configuration: ServerConfiguration(
                address: .hostname(address.host, port: address.port),
                backlog: configuration.backlog,
                availableConnectionsDelegate: .maximum(configuration.maximumConnections, logger: logger)
            ),
            onServerRunning: { [onListening] channel in
                isListening.withLock { $0 = true }
                let port = channel.localAddress?.port ?? address.port
                await onListening(((try? address.listening(on: port)) ?? address).url(isEncrypted: isEncrypted))
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: quietLogger
        )
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await undelivered.handBack() }
                defer { undelivered.finish() }
                try await server.run()
            }
        } catch  where !isListening.withLock({ $0 }) {
            throw WireServerError(
                .cannotListen,
                "Cannot listen on \(address.host) port \(address.port): \(Self.cause(of: error)).",
                underlying: error
            )
        }
    }

    /// Hummingbird's own lines (a server started, a connection was counted) say nothing that ours do not say.
    private var quietLogger: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private static func cause(of error: any Error) -> String {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: "another program listens there"
        case EADDRNOTAVAIL: "this machine has no such address"
        case EACCES: "the port needs rights that this program does not have"
        default: "\(error)"
        }
    }
}

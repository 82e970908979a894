import Logging
import SWFModel
import SWFWire
import ServiceLifecycle

@testable import SWFServer

/// Runs a real server on a port of the system's choosing for the time of `body`, then lets it go down gracefully.
func withServer(
    _ service: any WireServer.Served,
    health: @escaping @Sendable () async -> Bool = { true },
    facts: @escaping @Sendable () -> HealthFacts? = { nil },
    configuration: WireServer.Configuration = WireServer.Configuration(),
    logger: Logger = Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() }),
    clocks: Clocks = Clocks(),
    _ body: @Sendable (_ server: LiveServer) async throws -> Void
) async throws {
    try await withServer(
        realms: SoleRealm(realm: configuration.home, service: service),
        health: health,
        facts: facts,
        configuration: configuration,
        logger: logger,
        clocks: clocks,
        body
    )
}

/// Runs a real server of several accounts or regions.
func withServer(
    realms: any RealmDirectory,
    health: @escaping @Sendable () async -> Bool = { true },
    facts: @escaping @Sendable () -> HealthFacts? = { nil },
    configuration: WireServer.Configuration,
    logger: Logger = Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() }),
    clocks: Clocks = Clocks(),
    _ body: @Sendable (_ server: LiveServer) async throws -> Void
) async throws {
    let (urls, listening) = AsyncStream<String>.makeStream()
    var configuration = configuration
    configuration.port = 0
    let server = WireServer(
        realms: realms,
        health: health,
        facts: facts,
        configuration: configuration,
        logger: logger,
        clocks: clocks
    ) {
        listening.yield($0)
    }
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(services: [.init(service: server)], logger: logger)
    )
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
            defer { listening.finish() }
            try await group.run()
        }
        var iterator = urls.makeAsyncIterator()
        guard let url = await iterator.next() else {
            // The server did not start; its task says why.
            try await tasks.waitForAll()
            return
        }
        do {
            try await body(LiveServer(url: url, group: group))
        } catch {
            tasks.cancelAll()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

/// A server that listens.
struct LiveServer: Sendable {
    let url: String
    let group: ServiceGroup

    /// The port, read from the URL.
    var port: Int { url.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    /// A new connection.
    func connect() async throws -> RawConnection {
        try await RawConnection.open(port: port)
    }
}

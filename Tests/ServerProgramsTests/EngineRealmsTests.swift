import Engine
import Foundation
import Logging
import SWFModel
import SWFServer
import ServiceLifecycle
import StorageSQLite
import Synchronization
import Testing

@testable import ServerPrograms

@Suite(.timeLimit(.minutes(2))) struct EngineRealmsTests {
    private static let logger = Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() })
    private static let home = realm("us-east-1")
    private static let domains = ListDomainsInput(registrationStatus: .registered)

    private static func realm(_ region: String) -> Realm { Realm(account: "000000000000", region: region) }

    /// The realms that were opened, their stores, and what opening does.
    private final class World: Sendable {
        struct Refused: Error {}

        private let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)")
        private let state = Mutex<(opened: [Realm], refuses: Bool)>(([], false))

        deinit { try? FileManager.default.removeItem(at: folder) }

        var opened: [String] { state.withLock { $0.opened.map(\.region) } }
        func refuse(_ refuses: Bool) { state.withLock { $0.refuses = refuses } }
        func store(_ region: String) throws -> SQLiteStore {
            try SQLiteStore(path: folder.appending(path: region).path)
        }

        func realms(
            named: [Realm] = [],
            holding: Set<Realm> = [],
            waits: @Sendable @escaping () async -> Void = {}
        ) async throws -> EngineRealms {
            try await EngineRealms(
                home: home,
                named: named,
                holds: { holding.contains($0) },
                logger: logger
            ) { realm in
                if realm != home { await waits() }
                let refuses = self.state.withLock { state in
                    state.opened.append(realm)
                    return state.refuses
                }
                if refuses { throw Refused() }
                var configuration = WorkflowEngine.Configuration()
                configuration.account = realm.account
                configuration.region = realm.region
                return try await WorkflowEngine(
                    store: try self.store(realm.region),
                    configuration: configuration,
                    logger: logger
                )
            }
        }
    }

    /// Runs the realms while the body runs, then lets them go down as a server does.
    private func run(_ realms: EngineRealms, _ body: () async throws -> Void) async throws {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [.init(service: realms)], logger: Self.logger)
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do {
                try await body()
            } catch {
                tasks.cancelAll()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test func `the server's own realm is open, and of the others those that hold something`() async throws {
        let world = World()
        let named = [Self.home, Self.realm("a"), Self.realm("b")]
        let realms = try await world.realms(named: named, holding: [Self.realm("b"), Self.realm("c")])
        #expect(world.opened == ["us-east-1", "b"], "c is named by nobody")
        try await run(realms) {
            _ = try await realms.service(of: Self.home).listDomains(Self.domains)
            _ = try await realms.service(of: Self.realm("b")).listDomains(Self.domains)
            #expect(world.opened == ["us-east-1", "b"])
        }
    }

    @Test func `a realm is opened by its first call, once, and is apart from the others`() async throws {
        let world = World()
        let realms = try await world.realms()
        try await run(realms) {
            let first = try await realms.service(of: Self.realm("a"))
            try await first.registerDomain(.init(name: "d", workflowExecutionRetentionPeriodInDays: "1"))
            try await withThrowingTaskGroup(of: Int.self) { calls in
                for region in ["a", "b", "us-east-1", "a", "b", "b"] {
                    calls.addTask {
                        try await realms.service(of: Self.realm(region)).listDomains(Self.domains).domainInfos.count
                            * (region == "a" ? 1 : 100)
                    }
                }
                let seen = try await calls.reduce(0, +)
                #expect(seen == 2, "only the two of a see the domain")
            }
            #expect(world.opened.sorted() == ["a", "b", "us-east-1"])
            #expect(await realms.canCommit())
        }
    }

    @Test func `a realm that cannot be opened is not served now, and the next call tries again`() async throws {
        let world = World()
        let realms = try await world.realms()
        try await run(realms) {
            world.refuse(true)
            let fault = await #expect(throws: Fault.self) { try await realms.service(of: Self.realm("a")) }
            #expect(fault?.code == .serviceUnavailable)
            #expect(fault?.message == "The account 000000000000 in the region a cannot be served now.")
            _ = try await realms.service(of: Self.home).listDomains(Self.domains)
            world.refuse(false)
            _ = try await realms.service(of: Self.realm("a")).listDomains(Self.domains)
            #expect(world.opened == ["us-east-1", "a", "a"])
        }
    }

    @Test func `an account that comes back is served at once when it holds something`() async throws {
        let world = World()
        let (openings, opening) = AsyncStream<Void>.makeStream()
        let realms = try await world.realms(holding: [Self.realm("a")]) { opening.yield() }
        try await run(realms) {
            realms.note([Self.home, Self.realm("a"), Self.realm("b")])
            realms.note([Self.realm("a")])
            var iterator = openings.makeAsyncIterator()
            await iterator.next()
            // Nobody called, and a call waits for the same opening.
            _ = try await realms.service(of: Self.realm("a"))
            #expect(world.opened == ["us-east-1", "a"])
        }
    }

    @Test func `a server that leaves answers the polls of every realm, opens none and closes all stores`() async throws
    {
        let world = World()
        let realms = try await world.realms()
        let other = Self.realm("a")
        try await run(realms) {
            let engines = [try await realms.service(of: Self.home), try await realms.service(of: other)]
            for engine in engines {
                try await engine.registerDomain(.init(name: "d", workflowExecutionRetentionPeriodInDays: "1"))
            }
            realms.drain()
            for engine in engines {
                let poll = PollForDecisionTaskInput(domain: "d", taskList: TaskList(name: "l"))
                #expect(try await engine.pollForDecisionTask(poll) == nil, "not after a minute, but at once")
            }
            await #expect(throws: Fault.self) { try await realms.service(of: Self.realm("b")) }
            realms.note([Self.realm("c")])
            #expect(world.opened == ["us-east-1", "a"])
        }
        // One that is not closed is in use by another server.
        for region in world.opened { _ = try world.store(region) }
    }

    @Test func `whoever waits for a realm when the server is cancelled is told so`() async throws {
        let world = World()
        let realms = try await world.realms()
        async let waiting = realms.service(of: Self.realm("a"))
        // Awaited below; a task of its own only to be cancelled.
        let running = Task { try await realms.run() }
        running.cancel()
        do {
            _ = try await waiting
        } catch let fault as Fault {
            #expect(fault.code == .serviceUnavailable)
        }
        _ = await running.result
        await #expect(throws: Fault.self) { try await realms.service(of: Self.realm("b")) }
    }
}

import Engine
import Logging
import SWFModel
import SWFServer
import ServiceLifecycle
import Synchronization

/// The realms of a server, each an engine of its own, which share nothing but the process.
///
/// The server's own realm is there from the beginning, and so is every other that somebody can call and that holds something
/// already: its deadlines come whether anybody calls or not. One that holds nothing is opened by the first call, so that a
/// server of many accounts and regions costs what is used of them. Once open, a realm stays so until the server ends.
final class EngineRealms: RealmDirectory, Service {
    /// Opens the engine of a realm.
    typealias Open = @Sendable (Realm) async throws -> WorkflowEngine

    private struct State {
        var engines: [Realm: WorkflowEngine] = [:]
        /// Who waits for a realm that is being opened.
        var waiting: [Realm: [CheckedContinuation<WorkflowEngine?, Never>]] = [:]
        /// No further realm is opened: the server is leaving.
        var isDraining = false
    }

    private let home: Realm
    private let homeEngine: WorkflowEngine
    private let holds: @Sendable (Realm) -> Bool
    private let open: Open
    private let logger: Logger
    private let state: Mutex<State>
    private let wanted: AsyncStream<Realm>
    private let want: AsyncStream<Realm>.Continuation

    /// Opens the first realm, and those of the others that hold something.
    ///
    /// - Parameters:
    ///   - home: The server's own realm.
    ///   - named: Every realm that somebody can call.
    ///   - holds: Whether there is something of a realm that goes on by itself.
    ///   - logger: Where it is said what could not be opened.
    ///   - open: Opens the engine of a realm.
    /// - Throws: What `open` throws.
    init(
        home: Realm,
        named: [Realm],
        holds: @Sendable @escaping (Realm) -> Bool,
        logger: Logger,
        open: @escaping Open
    ) async throws {
        self.home = home
        self.holds = holds
        self.open = open
        self.logger = logger
        (wanted, want) = AsyncStream.makeStream()
        homeEngine = try await open(home)
        var engines = [home: homeEngine]
        for realm in named where engines[realm] == nil && holds(realm) { engines[realm] = try await open(realm) }
        state = Mutex(State(engines: engines))
    }

    /// What serves a realm, opened when it is not.
    func service(of realm: Realm) async throws(Fault) -> any WireServer.Served {
        // Nearly every call of nearly every server: no lock, no table.
        if realm == home { return homeEngine }
        if let engine = state.withLock({ $0.engines[realm] }) { return engine }
        let engine = await withCheckedContinuation { continuation in
            let (engine, isAnswered) = state.withLock { state -> (WorkflowEngine?, Bool) in
                if let engine = state.engines[realm] { return (engine, true) }
                if state.isDraining { return (nil, true) }
                if state.waiting[realm] == nil { want.yield(realm) }
                state.waiting[realm, default: []].append(continuation)
                return (nil, false)
            }
            if isAnswered { continuation.resume(returning: engine) }
        }
        guard let engine else {
            throw Fault(
                .serviceUnavailable,
                "The account \(realm.account) in the region \(realm.region) cannot be served now."
            )
        }
        return engine
    }

    /// Opens those of the realms that hold something and are not open: an account has come back.
    func note(_ realms: [Realm]) {
        let missing = state.withLock { state in
            state.isDraining ? [] : realms.filter { state.engines[$0] == nil && state.waiting[$0] == nil }
        }
        for realm in missing where holds(realm) {
            state.withLock { state in
                guard !state.isDraining, state.engines[realm] == nil, state.waiting[realm] == nil else { return }
                state.waiting[realm] = []
                want.yield(realm)
            }
        }
    }

    /// Runs the engines, and opens what is wanted, until a graceful shutdown or cancellation; then every store is closed.
    func run() async throws {
        defer { leave() }
        try await withThrowingDiscardingTaskGroup { group in
            for engine in state.withLock({ Array($0.engines.values) }) {
                group.addTask { try await engine.run() }
            }
            for await realm in wanted.cancelOnGracefulShutdown() {
                group.addTask {
                    guard let engine = await self.opened(realm) else { return }
                    try await engine.run()
                }
            }
        }
    }

    /// Opens a realm that is wanted, and tells those who wait for it.
    private func opened(_ realm: Realm) async -> WorkflowEngine? {
        let metadata: Logger.Metadata = ["account": "\(realm.account)", "region": "\(realm.region)"]
        var engine: WorkflowEngine?
        do {
            engine = try await open(realm)
        } catch {
            // The next call tries again.
            logger.error("a realm cannot be opened: \(error)", metadata: metadata)
        }
        let (waiting, isDraining) = state.withLock { state in
            if let engine { state.engines[realm] = engine }
            return (state.waiting.removeValue(forKey: realm) ?? [], state.isDraining)
        }
        if isDraining { engine?.drain() }
        for continuation in waiting { continuation.resume(returning: engine) }
        return engine
    }

    /// Ends every waiting poll of every realm empty, and every new one at once; opens no further realm.
    func drain() {
        let engines = state.withLock { state in
            state.isDraining = true
            return Array(state.engines.values)
        }
        for engine in engines { engine.drain() }
    }

    /// Tells those who still wait for a realm that it is not opened any more.
    private func leave() {
        let waiting = state.withLock { state in
            state.isDraining = true
            defer { state.waiting = [:] }
            return state.waiting.values.flatMap(\.self)
        }
        for continuation in waiting { continuation.resume(returning: nil) }
    }

    /// How many polls and tasks wait in the realms that are open.
    var waiting: (polls: Int, tasks: Int) {
        let counts = state.withLock { Array($0.engines.values) }.map(\.waiting)
        return (counts.reduce(0) { $0 + $1.polls }, counts.reduce(0) { $0 + $1.tasks })
    }

    /// Whether every realm that is open can commit now.
    func canCommit() async -> Bool {
        for engine in state.withLock({ Array($0.engines.values) }) {
            guard await engine.canCommit() else { return false }
        }
        return true
    }
}

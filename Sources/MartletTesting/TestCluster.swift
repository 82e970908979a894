public import Engine
public import Logging
public import Storage

/// A service in this process, over a memory store and a clock that a test moves: no socket, no file, no waiting.
public struct TestCluster: Sendable {
    /// The service.
    public let engine: WorkflowEngine
    /// Its clock.
    public let clock: ManualClock
    /// Its store.
    public let store: any WorkflowStore

    /// Runs a service while the body runs.
    ///
    /// - Parameters:
    ///   - store: Where it keeps everything; a new memory store by default.
    ///   - clock: Its clock; one that stands still by default.
    ///   - configuration: What may be set of the engine.
    ///   - logger: Where the engine reports; nowhere by default.
    ///   - body: The test.
    public static func run<Value: Sendable>(
        store: any WorkflowStore = MemoryStore(),
        clock: ManualClock = ManualClock(),
        configuration: WorkflowEngine.Configuration = .init(),
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        _ body: @escaping @Sendable (TestCluster) async throws -> Value
    ) async throws -> Value {
        let engine = try await WorkflowEngine(store: store, configuration: configuration, clock: clock, logger: logger)
        let cluster = TestCluster(engine: engine, clock: clock, store: store)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await engine.run()
                return nil
            }
            group.addTask { try await body(cluster) }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw CancellationError()
        }
    }
}

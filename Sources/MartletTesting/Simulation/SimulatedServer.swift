import Engine
import Logging
import SWFWire
import Storage
import Synchronization

/// One life of the server: from its opening to its death.
struct SimulatedServer {
    let number: Int
    let engine: WorkflowEngine
    /// The engine as callers reach it.
    let service: any EncodedHistoryService
    /// The store as the engine sees it.
    let store: FaultyStore
    /// The sweeps of the engine.
    let sweeps: Task<Void, Never>
    /// Whether the sweeps have ended.
    let ended: SimulatedEnd
}

/// Whether something has ended.
final class SimulatedEnd: Sendable {
    private let state = Mutex(false)

    var isReached: Bool { state.withLock { $0 } }

    func reach() { state.withLock { $0 = true } }
}

/// What opening a server came to.
enum SimulatedOpening {
    case opened(SimulatedServer)
    /// The store failed or the server was killed while it read; how often what happened there.
    case failed([String: Int])
    /// It neither opened nor failed.
    case stuck
}

/// All that outlives a server: the processor, the clock, and the disk.
struct SimulatedMachine {
    let processor: SimulatedProcessor
    let clock: ManualClock
    /// The clock as the server sees it.
    let serverClock: any ServiceClock
    let configuration: WorkflowEngine.Configuration
    let sabotage: Sabotage
    let disk: SimulatedDisk
    /// The store with whatever is wrong with it: what is in it counts as what is on the disk.
    private(set) var store: any WorkflowStore

    init(
        processor: SimulatedProcessor,
        clock: ManualClock,
        configuration: WorkflowEngine.Configuration,
        sabotage: Sabotage,
        disk: SimulatedDisk
    ) throws {
        self.processor = processor
        self.clock = clock
        serverClock = sabotage.clock(clock)
        self.configuration = configuration
        self.sabotage = sabotage
        self.disk = disk
        store = try Self.open(disk, sabotage)
    }

    private static func open(_ disk: SimulatedDisk, _ sabotage: Sabotage) throws -> any WorkflowStore {
        let store = try disk.open()
        return sabotage.store(disk.blocks ? BlockingStore(base: store) : store)
    }

    /// Leaves the store, as a killed process does, and opens it again.
    mutating func reopenStore() throws {
        let store = store
        _ = processor.finish { try await store.close() }
        self.store = try Self.open(disk, sabotage)
    }

    /// Starts a server and lets it come to rest.
    func open(number: Int, random: SeededRandom, faults: FaultyStore.Faults) -> SimulatedOpening {
        let store = FaultyStore(store, random: random, faults: faults)
        let (configuration, clock) = (configuration, serverClock)
        let opening = processor.finish {
            try await WorkflowEngine(
                store: store,
                configuration: configuration,
                clock: clock,
                logger: Logger(label: "simulation", factory: { _ in SwiftLogNoOpLogHandler() })
            )
        }
        switch opening {
        case nil: return .stuck
        case .failure: return .failed(store.takeNews().counts)
        case .success(let engine):
            // Ends when the server is killed; the run waits for that.
            let ended = SimulatedEnd()
            let sweeps = Task(executorPreference: processor) {
                await engine.sweep()
                ended.reach()
            }
            return .opened(
                SimulatedServer(
                    number: number,
                    engine: engine,
                    service: sabotage.service(engine),
                    store: store,
                    sweeps: sweeps,
                    ended: ended
                )
            )
        }
    }
}

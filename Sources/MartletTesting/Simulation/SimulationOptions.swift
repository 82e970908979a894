public import Engine
public import SWFWire
public import Storage

/// What a simulated run is made of: everything in it follows from these.
public struct SimulationOptions: Sendable {
    /// Where all chance comes from.
    public var seed: UInt64
    /// How many executions there are to be, children and continued runs included; then no more are started.
    public var executions = 100
    /// How many steps are taken at most before the run is brought to rest; nil for as many as the executions need.
    public var steps: Int?
    /// After how many steps what changed is checked.
    public var checkInterval = 4
    /// What does not happen.
    public var without: Set<SimulationTrouble> = []
    /// Makes the store of the run.
    public var disk: @Sendable () throws -> SimulatedDisk = { .memory() }
    /// Makes a fault that is built in on purpose; none when nil.
    public var sabotage: (@Sendable () -> Sabotage)?
    /// Whether every step is written down.
    public var traces = false
    /// Whether the report holds every history.
    public var keepsHistories = false

    /// A run of a seed.
    public init(seed: UInt64) {
        self.seed = seed
    }
}

/// What makes a run hard, beside all that is allowed anyway.
public enum SimulationTrouble: String, CaseIterable, Hashable, Sendable {
    /// The server is killed between two operations of its store, or in the middle of one, and started again.
    case crashes
    /// Commits and reads fail.
    case failures
    /// Answers do not reach who called; mostly the call is repeated.
    case lostAnswers
    /// Calls arrive twice, at once.
    case doubledCalls
    /// The clock jumps by up to hours, forward and back.
    case clockJumps
    /// Whoever polls goes away before there is an answer.
    case abandonedPolls
    /// Limits of the service are set so low that they are reached.
    case lowLimits
}

/// The store of a run, which outlives each server of it.
public struct SimulatedDisk: Sendable {
    /// Opens the store: at the beginning, and after every crash.
    public var open: @Sendable () throws -> any WorkflowStore
    /// Whether its operations wait for other threads, as those of a file do.
    public var blocks: Bool
    /// Removes what it left.
    public var remove: @Sendable () -> Void

    /// Creates a disk.
    public init(
        open: @escaping @Sendable () throws -> any WorkflowStore,
        blocks: Bool,
        remove: @escaping @Sendable () -> Void = {}
    ) {
        self.open = open
        self.blocks = blocks
        self.remove = remove
    }

    /// A memory store that is there again after a crash, as a disk is.
    public static func memory() -> SimulatedDisk {
        let store = MemoryStore(secret: [UInt8](repeating: 7, count: 32))
        return SimulatedDisk(open: { store }, blocks: false)
    }
}

/// A fault that is built in on purpose, at one of the seams of the server: to see whether the simulation finds it.
public struct Sabotage: Sendable {
    /// What stands between the server and its store.
    public var store: @Sendable (any WorkflowStore) -> any WorkflowStore = { $0 }
    /// What stands between the server and its clock.
    public var clock: @Sendable (any ServiceClock) -> any ServiceClock = { $0 }
    /// What stands between the callers and the server.
    public var service: @Sendable (any EncodedHistoryService) -> any EncodedHistoryService = { $0 }

    /// Nothing is wrong.
    public init() {}
}

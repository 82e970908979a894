import Foundation
public import Logging
public import SWFModel
public import SWFWire
public import ServiceLifecycle
public import Storage
import Synchronization
import WorkflowCore

/// Amazon SWF as a library: the 39 actions over a store.
///
/// An action finds the execution in memory (or reads it), lets the pure core decide what happens, and answers when that
/// is committed. It needs ``run()`` beside it for everything that time and other executions bring about: timeouts,
/// messages between executions, lambda functions, polls that end empty.
public final class WorkflowEngine: EncodedHistoryService, DomainDirectory, Service {
    /// What may be set.
    public struct Configuration: Sendable {
        /// The limits of the service.
        public var limits = Limits()
        /// Whether callers are slowed down as Amazon SWF does it, and by which rates: those that are other than its own. Nil,
        /// the default, slows nobody down.
        public var throttling: [ThrottleBucket: ThrottleRate]?
        /// How many executions are held in memory at most. Others are read from the store when they are needed.
        public var residentExecutions = 4_096
        /// How many events an execution gains before its state is written as a snapshot, at least 1.
        public var snapshotInterval = 256
        /// Whether inputs were validated by whoever calls, as a server does that decodes them. Defaults to false.
        public var inputsAreValidated = false
        /// The account that everything belongs to, as the resource names of domains have it: 12 digits.
        public var account = "000000000000"
        /// The region that everything belongs to.
        public var region = "us-east-1"
        /// Who runs lambda functions. Nil, which is the default, means that there is no such service here: a lambda task is
        /// refused with LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION (swf-spec.md 3.2.13).
        public var lambdaService: (any LambdaService)?
        /// How many lambda functions are called at once; others wait for their turn, at least 1. Defaults to 8.
        public var lambdaConcurrency = 8
        /// Decisions that nobody may make here: each writes its `…Failed` event with `OPERATION_NOT_PERMITTED`, as a policy does
        /// in Amazon SWF. ScheduleLambdaFunction has no such event. None by default.
        public var refusedDecisions: Set<DecisionType> = []
        /// Makes the run id of an execution: at most 64 characters, never the same twice.
        public var newRunId: @Sendable () -> String = RunId.random

        /// The defaults.
        public init() {}
    }

    let store: any WorkflowStore
    let configuration: Configuration
    let clock: any ServiceClock
    let logger: Logger
    let seal: Seal
    let state: Mutex<EngineState>
    let sweepSignal = Signal()
    let outboxSignal = Signal()
    let lambdaSignal = Signal()
    let maintenanceSignal = Signal()
    let recoverySignal = Signal()
    let retentionSignal = Signal()

    /// Opens the engine over a store.
    ///
    /// - Parameters:
    ///   - store: Where everything is kept. One engine at a time may use a memory or SQLite store.
    ///   - configuration: What may be set.
    ///   - clock: Where the time comes from.
    ///   - logger: Where the engine reports what no caller is told.
    /// - Throws: ``StoreError`` when the store cannot be read.
    public init(
        store: any WorkflowStore,
        configuration: Configuration = Configuration(),
        clock: any ServiceClock = SystemClock(),
        logger: Logger
    ) async throws {
        let contents = try await store.contents()
        self.store = store
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        seal = Seal(secret: contents.secret, account: configuration.account, region: configuration.region)
        state = Mutex(
            EngineState(
                contents: contents,
                limits: configuration.limits,
                residentCapacity: configuration.residentExecutions,
                snapshotInterval: configuration.snapshotInterval,
                lambdaConcurrency: configuration.lambdaConcurrency,
                throttling: configuration.throttling
            )
        )
    }

    /// Runs the sweeps until a graceful shutdown or cancellation; then the last commits are done and the store is closed.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await self.sweep()
        }
        drain()
        do {
            if state.withLock({ $0.broken?.code != .mustReopen }) { try await store.maintain() }
        } catch {
            // What was acknowledged is in the store with or without its upkeep, for example on a full disk.
            logger.warning("the upkeep of the store failed", metadata: ["error": "\(error)"])
        }
        try await store.close()
    }

    /// Runs the sweeps until the task is canceled: what ``run()`` does before it leaves, for those who leave otherwise.
    package func sweep() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.sweepDeadlines() }
            group.addTask { await self.deliverMessages() }
            group.addTask { await self.callLambdaFunctions() }
            group.addTask { await self.sweepRetention() }
            group.addTask { await self.maintainStore() }
            group.addTask { await self.recoverFromFailures() }
        }
    }

    /// Ends every waiting poll empty, and every new one at once: the server is leaving.
    public func drain() {
        let polls = state.withLock { state in
            state.isDraining = true
            return state.takeAllPolls()
        }
        for poll in polls { poll.continuation.resume(returning: .empty) }
    }

    /// Whether the store can commit now: something is written to find out.
    public func canCommit() async -> Bool {
        guard state.withLock({ $0.broken == nil }) else { return false }
        do {
            try await store.probe()
            return true
        } catch {
            if !stopsCommits(error) { logger.error("the store cannot commit", metadata: ["error": "\(error)"]) }
            return false
        }
    }

    /// What comes before all else: an input is checked against the model, unless whoever calls has done so, and the call is
    /// counted, if this server throttles (swf-spec.md 1.10).
    ///
    /// - Throws: `ValidationException`, `ThrottlingException`.
    func enter(_ operation: SWFModel.Operation, _ input: some Encodable & Shaped) throws(Fault) {
        try enter(.action(operation), input)
    }

    /// The same for an action that is Martlet's own.
    ///
    /// - Throws: `ValidationException`, `ThrottlingException`.
    func enter(_ action: AdministrationAction, _ input: some Encodable & Shaped) throws(Fault) {
        try enter(.administration(action), input)
    }

    private func enter(_ bucket: ThrottleBucket, _ input: some Encodable & Shaped) throws(Fault) {
        if !configuration.inputsAreValidated {
            try RequestValidator.validate(input, limits: configuration.limits.otherThanModel)
        }
        guard configuration.throttling != nil else { return }
        let uptime = clock.uptime
        guard state.withLock({ $0.throttle?.admits(bucket, at: uptime) ?? true }) else { throw .rateExceeded }
    }

    /// Counts a call that concerns a run, if this server throttles.
    ///
    /// - Throws: `ThrottlingException`.
    func enter(_ operation: SWFModel.Operation, ofRun executionId: Int) throws(Fault) {
        guard configuration.throttling != nil else { return }
        let uptime = clock.uptime
        let isAdmitted = state.withLock { $0.throttle?.admits(operation, ofRun: executionId, at: uptime) ?? true }
        guard isAdmitted else { throw .rateExceeded }
    }

    /// Applies a command to an execution, reading it into memory first when it is not there, and waits for the commit.
    func apply<Value: Sendable>(
        to id: Int,
        unknown: Fault,
        _ command: (inout ExecutionMachine, Timestamp) throws(Fault) -> (Value, Transition)
    ) async throws -> Value {
        let now = clock.now
        while true {
            let applied = try await decided { state throws(Fault) -> (value: Value, ticket: Int)? in
                try state.apply(to: id, now: now) { machine throws(Fault) in
                    try command(&machine, now)
                }
            }
            if let applied {
                try await settle(applied.ticket)
                return applied.value
            }
            guard try await bringIntoMemory(id) else { throw unknown }
        }
    }

    /// Decides something by what memory holds. When that is to refuse, the refusal is told only when all that memory holds is
    /// committed: a caller who is told that something is there already, or no longer, may rely on it.
    ///
    /// - Throws: What the body throws, or `ServiceUnavailableException` when what it went by could not be written.
    func decided<Value: Sendable>(_ body: (inout EngineState) throws(Fault) -> Value) async throws -> Value {
        do {
            return try state.withLock { state throws(Fault) in try body(&state) }
        } catch {
            if error.code != .serviceUnavailable { try await settleAll() }
            throw error
        }
    }

    /// Reads an execution into memory.
    ///
    /// - Returns: Whether there is such an execution.
    func bringIntoMemory(_ id: Int) async throws -> Bool {
        while true {
            let isThere: Bool? = state.withLock { state in
                if state.residents[id] != nil { return true }
                if state.deleting.contains(id) { return false }
                state.residents.beginReading(id)
                return nil
            }
            if let isThere { return isThere }
            let found: StoredExecution?
            do {
                found = try await read { try await self.store.execution(id: id) }
            } catch {
                state.withLock { $0.residents.abandonReading(id) }
                throw error
            }
            guard let stored = found else {
                state.withLock { $0.residents.abandonReading(id) }
                return false
            }
            let resident = try ResidentExecution(stored, limits: configuration.limits)
            let isCurrent = state.withLock { $0.residents.endReading(id, resident) }
            if isCurrent { return true }
        }
    }

    /// Reads from the store; a failure is the service's fault, not the caller's.
    func read<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as StoreError {
            logger.error("reading the store failed", metadata: ["error": "\(error)"])
            throw Fault(.serviceUnavailable, error.description)
        }
    }
}

extension ResidentExecution {
    /// Holds a stored execution in memory: its snapshot, and the events after it folded in.
    init(_ stored: StoredExecution, limits: Limits) throws {
        let record = stored.record
        var state = ExecutionState(identity: record.identity)
        if let snapshot = stored.snapshot {
            state = try AWSJSON.decode(ExecutionState.self, from: snapshot.state)
        }
        for chunk in stored.events {
            for line in chunk.events {
                let event = try AWSJSON.decode(HistoryEvent.self, from: Array(line))
                if event.eventId > state.lastEventId { state.apply(event) }
            }
        }
        var heartbeats = Heartbeats()
        for heartbeat in stored.heartbeats {
            heartbeats[heartbeat.scheduledEventId] = .init(at: heartbeat.at, details: heartbeat.details)
        }
        self.init(
            machine: ExecutionMachine(state: state, heartbeats: heartbeats, limits: limits),
            version: record.version,
            snapshotEventId: stored.snapshot?.eventId ?? 0
        )
        for chunk in stored.events { appendToTail(chunk) }
    }
}

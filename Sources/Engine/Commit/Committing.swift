import Logging
import OrderedCollections
import SWFModel
import SWFWire
import Storage
import Synchronization
import WorkflowCore

/// The write side of the engine: who waits for a group, and who writes it.
///
/// The first who waits while nobody writes becomes the leader and writes the group. When it is done it hands the lead to
/// one of those who wait for the next group, so nobody's reply waits longer than its own group.
extension WorkflowEngine {
    /// Waits until a group is written, and writes it when it is this caller's turn.
    ///
    /// - Throws: `ServiceUnavailableException` when it could not be written and nothing of the group was done;
    ///   `InternalFailure` when the store does not know whether it was.
    func settle(_ ticket: Int) async throws {
        let turn = await withCheckedContinuation { (continuation: CheckedContinuation<CommitTurn, Never>) in
            let turn: CommitTurn? = state.withLock { state in
                if let turn = state.outcome(of: ticket) { return turn }
                if !state.isCommitting {
                    state.isCommitting = true
                    return .lead
                }
                state.waiters[ticket, default: []].append(continuation)
                return nil
            }
            if let turn { continuation.resume(returning: turn) }
        }
        switch turn {
        case .settled: return
        case .failed(let error): throw Fault(error)
        case .lead:
            await lead()
            return try await settle(ticket)
        }
    }

    /// Waits until all that memory holds now is committed, whoever applied it. A group that nobody waits for is never
    /// written.
    ///
    /// - Throws: `ServiceUnavailableException` when it could not be written.
    func settleAll() async throws {
        if let ticket = state.withLock({ $0.latestTicket }) { try await settle(ticket) }
    }

    /// Does work that applies transitions, and waits until they are written: also those before the one that failed.
    func settlingAll(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch {
            try? await settleAll()
            throw error
        }
        try await settleAll()
    }

    /// Writes the current group.
    private func lead() async {
        // What is ready to run joins the group first: under load a group is then as large as the callers make it, and a
        // lone caller loses nothing.
        await Task.yield()
        let (group, records) = state.withLock { $0.takeGroup() }
        var chunks: [Int: EventChunk] = [:]
        var earlier: [Int: [EventChunk]] = [:]
        let outcome: Result<Void, StoreError>
        do {
            var batch = group.batch
            for (commit, record) in zip(group.executions, records) {
                let row = try Self.row(commit, record)
                chunks[commit.executionId] = row.events
                if !row.earlierEvents.isEmpty { earlier[commit.executionId] = row.earlierEvents }
                batch.executions.append(row)
            }
            if !batch.isEmpty { try await store.commit(batch) }
            outcome = .success(())
        } catch let error as StoreError {
            outcome = .failure(error)
        } catch {
            outcome = .failure(StoreError(.failed, "The commit failed: \(error)."))
        }
        let finished = state.withLock { state in
            state.finish(group, records, chunks: chunks, earlier: earlier, outcome: outcome)
        }
        if case .failure(let error) = outcome {
            let doubt = error.mayBeDone ? "whether it was done is not known" : "nothing of it was done"
            logger.error("commit failed; \(doubt)", metadata: ["error": "\(error)"])
            recoverySignal.set()
        }
        if finished.wakesSweep { sweepSignal.set() }
        if finished.wakesOutbox { outboxSignal.set() }
        if finished.wakesLambda { lambdaSignal.set() }
        if finished.wakesMaintenance { maintenanceSignal.set() }
        if finished.wakesRetention { retentionSignal.set() }
        finished.resume()
    }

    /// How many events a chunk holds at most. No commit of calls has as many of one execution.
    private static let chunkEvents = 256

    private static func row(_ commit: PendingCommit, _ record: GroupRecord) throws -> ExecutionCommit {
        var row = ExecutionCommit(record: record.record, expectedVersion: commit.expectedVersion)
        // A page is read by its chunks, so that a whole history that is imported must not be one.
        var rest = commit.events[...]
        while let first = rest.first {
            let part = rest.prefix(Self.chunkEvents)
            rest = rest.dropFirst(part.count)
            var lines: [UInt8] = []
            lines.reserveCapacity(part.count * 256)
            for event in part {
                if !lines.isEmpty { lines.append(UInt8(ascii: "\n")) }
                lines.append(contentsOf: try AWSJSON.encode(event))
            }
            if let chunk = row.events { row.earlierEvents.append(chunk) }
            row.events = EventChunk(first: first.eventId, count: part.count, lines: lines)
        }
        row.offered = commit.offered
        row.withdrawn = commit.withdrawn
        row.heartbeats = commit.heartbeats.values.sorted { $0.scheduledEventId < $1.scheduledEventId }
        row.forgottenHeartbeats = commit.forgottenHeartbeats
        row.messages = commit.messages
        if let state = record.snapshot {
            row.snapshot = .init(eventId: state.lastEventId, state: try AWSJSON.encode(state))
        }
        return row
    }
}

extension Fault {
    /// What a caller is told whose commit failed so: `ServiceUnavailableException` says that nothing was done, so that a
    /// client may repeat even a signal; `InternalFailure` leaves it open.
    init(_ error: StoreError) {
        self.init(error.mayBeDone ? .internalFailure : .serviceUnavailable, error.description)
    }
}

/// The row of an execution as it was when its group was taken.
struct GroupRecord: Sendable {
    var record: ExecutionRecord
    /// The state to write as a snapshot; nil when the last one is recent enough.
    var snapshot: ExecutionState?
}

/// Who is told what when a group is finished; carried out outside the lock.
struct FinishedGroup {
    var waiters: [CheckedContinuation<CommitTurn, Never>] = []
    var turn = CommitTurn.settled
    /// Those who wait for the group after a failed one: it fails with it.
    var refused: [CheckedContinuation<CommitTurn, Never>] = []
    var refusal = CommitTurn.settled
    /// Who writes the next group.
    var nextLeader: CheckedContinuation<CommitTurn, Never>?
    var polls: [(continuation: CheckedContinuation<PollStep, Never>, step: PollStep)] = []
    var wakesSweep = false
    var wakesOutbox = false
    var wakesLambda = false
    var wakesMaintenance = false
    var wakesRetention = false

    func resume() {
        for waiter in waiters { waiter.resume(returning: turn) }
        for waiter in refused { waiter.resume(returning: refusal) }
        for poll in polls { poll.continuation.resume(returning: poll.step) }
        nextLeader?.resume(returning: .lead)
    }
}

extension EngineState {
    /// How many commits the log gathers before it is brought into the file.
    static let maintenanceInterval = 500

    /// The ticket of the latest group that something was applied to and that is not written; nil when all is.
    var latestTicket: Int? {
        if !group.isEmpty { return group.number }
        return isCommitting ? group.number - 1 : nil
    }

    func outcome(of ticket: Int) -> CommitTurn? {
        guard ticket <= settledThrough else { return nil }
        return failures[ticket].map { .failed($0) } ?? .settled
    }

    /// Takes the current group to be written; commands join a new one from here on.
    mutating func takeGroup() -> (CommitGroup, [GroupRecord]) {
        let taken = group
        group = CommitGroup(number: taken.number + 1)
        let records = taken.executions.compactMap { commit in
            residents.update(commit.executionId) { resident in
                let machine = resident.machine
                let state = machine.state
                let record = ExecutionRecord(
                    identity: state.identity,
                    info: state.info,
                    version: resident.version,
                    lastEventId: state.lastEventId,
                    nextDeadline: state.isOpen ? machine.nextDeadline : nil
                )
                let isDue = state.isOpen && state.lastEventId - resident.snapshotEventId >= snapshotInterval
                if isDue { resident.snapshotEventId = state.lastEventId }
                return GroupRecord(record: record, snapshot: isDue ? state : nil)
            }
        }
        return (taken, records)
    }

    /// Takes note of what became of a group.
    mutating func finish(
        _ group: CommitGroup,
        _ records: [GroupRecord],
        chunks: [Int: EventChunk],
        earlier: [Int: [EventChunk]],
        outcome: Result<Void, StoreError>
    ) -> FinishedGroup {
        settledThrough = group.number
        var finished = FinishedGroup()
        finished.waiters = waiters.removeValue(forKey: group.number) ?? []
        switch outcome {
        case .success:
            succeed(group, records, chunks: chunks, earlier: earlier, &finished)
        case .failure(let error):
            fail(group, error, &finished)
        }
        if waiters[self.group.number]?.isEmpty == false {
            finished.nextLeader = waiters[self.group.number]?.removeFirst()
        } else {
            isCommitting = false
        }
        return finished
    }

    private mutating func succeed(
        _ group: CommitGroup,
        _ records: [GroupRecord],
        chunks: [Int: EventChunk],
        earlier: [Int: [EventChunk]],
        _ finished: inout FinishedGroup
    ) {
        for record in records {
            let id = record.record.identity.id
            if let deadline = record.record.nextDeadline, deadline < sweepSleepsUntil { finished.wakesSweep = true }
            let isDone = residents.update(id) { resident in
                for chunk in earlier[id] ?? [] { resident.appendToTail(chunk) }
                if let chunk = chunks[id] { resident.appendToTail(chunk) }
                if resident.pendingGroup == group.number { resident.pendingGroup = nil }
                return resident.pendingGroup == nil && !resident.machine.state.isOpen
            }
            if isDone == true { residents.drop(id) }
            if record.record.info.executionStatus == .closed {
                let isKept = (domains[record.record.identity.domain]?.record.retentionDays ?? 0) > 0
                if !isKept || !isRetentionWatched { finished.wakesRetention = true }
                isRetentionWatched = true
            }
        }
        deleting.subtract(group.batch.deletedExecutions)
        let messages = (group.executions.flatMap(\.messages) + group.batch.messages).sorted { $0.id < $1.id }
        for message in messages {
            if message.invocation == nil {
                outbox.append(message)
                finished.wakesOutbox = true
            } else {
                lambdaCalls.append(message)
                finished.wakesLambda = true
            }
        }
        finished.polls = group.deliveries.map { ($0.continuation, .delivered($0.task)) }
        commitsSinceMaintenance += 1
        if commitsSinceMaintenance >= Self.maintenanceInterval {
            commitsSinceMaintenance = 0
            finished.wakesMaintenance = true
        }
    }

    /// A group could not be written. What memory holds of its executions never happened, and what came after was built on
    /// it: both groups fail, and nothing is applied until memory was read anew from the store.
    private mutating func fail(_ failed: CommitGroup, _ error: StoreError, _ finished: inout FinishedGroup) {
        // Only the group that was being written can be in doubt; what is refused from here on is surely not done.
        let refusal = StoreError(error.code, error.description)
        broken = refusal
        failures[failed.number] = error
        let next = group
        group = CommitGroup(number: next.number + 1)
        settledThrough = next.number
        failures[next.number] = refusal
        failures = failures.filter { $0.key > next.number - 64 }
        deleting = []
        // Reads go on while the store cannot commit: what was never written must not stand in their way.
        for commit in failed.executions + next.executions { residents.drop(commit.executionId) }
        finished.turn = .failed(error)
        finished.refused = waiters.removeValue(forKey: next.number) ?? []
        finished.refusal = .failed(refusal)
        finished.polls = failed.deliveries.map { ($0.continuation, .failed(Fault(error))) }
        finished.polls += next.deliveries.map { ($0.continuation, .failed(Fault(refusal))) }
    }
}

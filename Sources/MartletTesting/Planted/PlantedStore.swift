public import SWFModel
public import Storage
import Synchronization
import WorkflowCore

/// A store with a bug, around one without.
public final class PlantedStore: ForwardingStore {
    /// The store without the bug.
    public let base: any WorkflowStore
    private let bug: PlantedBug
    private let commits = Mutex(0)
    /// The commit that was acknowledged last, before it was done.
    private let late = Mutex<Task<Void, Never>?>(nil)

    /// Plants a bug in a store. Those that are not of a store change nothing.
    public init(_ base: any WorkflowStore, _ bug: PlantedBug) {
        self.base = base
        self.bug = bug
    }

    /// Carries out the batch, with the bug.
    public func commit(_ batch: CommitBatch) async throws {
        switch bug {
        case .acknowledgesBeforeCommit:
            let before = late.withLock { $0 }
            // Nobody awaits it but the next commit: that is the bug.
            let task = Task {
                await before?.value
                try? await Task.sleep(for: .milliseconds(5))
                try? await base.commit(batch)
            }
            late.withLock { $0 = task }
        case .swallowsFailedCommit:
            do { try await base.commit(batch) } catch {}
        case .commitsInHalves:
            let (first, second) = Self.halves(of: batch)
            try await base.commit(first)
            if !second.isEmpty { try await base.commit(second) }
        default:
            let number = commits.withLock { number in
                number += 1
                return number
            }
            try await base.commit(changed(batch, number: number))
        }
    }

    /// The events and rows; and then the tasks and messages that follow from them.
    private static func halves(of batch: CommitBatch) -> (CommitBatch, CommitBatch) {
        var (first, second) = (batch, CommitBatch())
        second.executions = batch.executions.compactMap { commit in
            guard !commit.offered.isEmpty || !commit.messages.isEmpty else { return nil }
            var rest = ExecutionCommit(record: commit.record, expectedVersion: commit.record.version)
            rest.offered = commit.offered
            rest.messages = commit.messages
            return rest
        }
        for index in first.executions.indices {
            first.executions[index].offered = []
            first.executions[index].messages = []
        }
        return (first, second)
    }

    private func changed(_ batch: CommitBatch, number: Int) -> CommitBatch {
        var batch = batch
        switch bug {
        case .dropsOutbox: batch.messages = []
        case .keepsDeliveredMessages: batch.deliveredMessages = []
        default: break
        }
        for index in batch.executions.indices {
            switch bug {
            case .losesChunks where number.isMultiple(of: 5): batch.executions[index].events = nil
            case .dropsOutbox: batch.executions[index].messages = []
            case .forgetsDeadlines: batch.executions[index].record.nextDeadline = nil
            case .forgetsTasks: batch.executions[index].offered = []
            case .writesEarlierTimestamps where number.isMultiple(of: 3):
                batch.executions[index].events = batch.executions[index].events.map(Self.earlier)
            default: break
            }
        }
        return batch
    }

    /// The same events, years earlier: their moments are seconds since 1970, whose second digit becomes a one.
    private static func earlier(_ chunk: EventChunk) -> EventChunk {
        var lines = chunk.lines
        let name = Array("\"eventTimestamp\":".utf8)
        var index = 0
        while index + name.count < lines.count {
            if lines[index..<index + name.count].elementsEqual(name) {
                lines[index + name.count + 1] = UInt8(ascii: "1")
            }
            index += 1
        }
        return EventChunk(first: chunk.first, count: chunk.count, lines: lines)
    }

    /// The store once it has done what it said was done, so that only a crash in between tells.
    private var settled: any WorkflowStore {
        get async {
            await late.withLock { $0 }?.value
            return base
        }
    }

    /// Reads what is needed to hold an execution in memory.
    public func execution(id: Int) async throws -> StoredExecution? { try await settled.execution(id: id) }

    /// Finds the id of a run.
    public func executionId(domain: String, workflowId: String, runId: String?) async throws -> Int? {
        try await settled.executionId(domain: domain, workflowId: workflowId, runId: runId)
    }

    /// Reads events of an execution in order.
    public func events(of id: Int, in range: ClosedRange<EventId>) async throws -> [EventChunk] {
        try await settled.events(of: id, in: range)
    }

    /// The executions that are due.
    public func due(at moment: Timestamp, limit: Int) async throws -> [Int] {
        try await settled.due(at: moment, limit: limit)
    }

    /// Closes the store.
    public func close() async throws { try await settled.close() }
}

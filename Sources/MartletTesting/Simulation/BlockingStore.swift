import Dispatch
import SWFModel
import Storage
import Synchronization

/// A store whose operations wait for other threads, made one whose operations are done when they return: so that the order
/// of what a simulation does does not depend on how fast a disk is.
struct BlockingStore: WorkflowStore {
    let base: any WorkflowStore

    private func wait<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
        let box = Box<Value>()
        let done = DispatchSemaphore(value: 0)
        // Awaited by the semaphore. The simulation has a thread of its own, so the pool's threads are free for this.
        Task.detached {
            let result: Result<Value, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            box.value.withLock { $0 = result }
            done.signal()
        }
        done.wait()
        guard let result = box.value.withLock({ $0 }) else {
            throw StoreError(.failed, "The operation of the store gave nothing.")
        }
        return try result.get()
    }

    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Result<Value, any Error>?>(nil)
    }

    func contents() async throws -> StoreContents { try wait { try await base.contents() } }

    func commit(_ batch: CommitBatch) async throws { try wait { try await base.commit(batch) } }

    func execution(id: Int) async throws -> StoredExecution? { try wait { try await base.execution(id: id) } }

    func executionId(domain: String, workflowId: String, runId: String?) async throws -> Int? {
        try wait { try await base.executionId(domain: domain, workflowId: workflowId, runId: runId) }
    }

    func events(of id: Int, in range: ClosedRange<EventId>) async throws -> [EventChunk] {
        try wait { try await base.events(of: id, in: range) }
    }

    func executions(_ query: ExecutionQuery) async throws -> [ExecutionRecord] {
        try wait { try await base.executions(query) }
    }

    func count(_ query: ExecutionQuery) async throws -> Int { try wait { try await base.count(query) } }

    func due(at moment: Timestamp, limit: Int) async throws -> [Int] {
        try wait { try await base.due(at: moment, limit: limit) }
    }

    func nextDeadline() async throws -> Timestamp? { try wait { try await base.nextDeadline() } }

    func expired(_ horizons: [RetentionHorizon], limit: Int) async throws -> [Int] {
        try wait { try await base.expired(horizons, limit: limit) }
    }

    func purge(rows: Int, bytes: Int) async throws -> Bool {
        try wait { try await base.purge(rows: rows, bytes: bytes) }
    }

    func probe() async throws { try wait { try await base.probe() } }

    func maintain() async throws { try wait { try await base.maintain() } }

    func close() async throws { try wait { try await base.close() } }
}

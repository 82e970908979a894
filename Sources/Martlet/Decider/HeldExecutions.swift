import DequeModule
import Synchronization

/// The executions that a decider holds between their decision tasks: so many, and so many bytes, at most; the one that
/// was used longest ago goes first.
///
/// Nothing here is right for good: whoever takes an execution holds it against what the service says, and reads the
/// history from its start when another decided meanwhile. So an execution may be put back before its answer is
/// accepted, and found by the next task of its run however soon that comes.
final class HeldExecutions: Sendable {
    private struct Entry {
        var execution: HeldExecution
        var stamp: Int
        var bytes: Int
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// Run ids in order of use; an entry whose stamp has changed since is out of date.
        var order = Deque<(runId: String, stamp: Int)>()
        var stamp = 0
        var bytes = 0

        mutating func remove(_ runId: String) -> HeldExecution? {
            guard let entry = entries.removeValue(forKey: runId) else { return nil }
            bytes -= entry.bytes
            return entry.execution
        }
    }

    private let limit: Int
    private let byteLimit: Int
    private let state = Mutex(State())

    init(limit: Int, byteLimit: Int = .max) {
        self.limit = max(0, limit)
        self.byteLimit = max(0, byteLimit)
    }

    var count: Int { state.withLock { $0.entries.count } }
    /// About how many bytes all of them take.
    var bytes: Int { state.withLock { $0.bytes } }

    /// Takes an execution out, for the decision task at hand; nobody else gets it meanwhile.
    func take(runId: String) -> HeldExecution? {
        state.withLock { $0.remove(runId) }
    }

    /// Takes an execution out if it is still there, and not another of the same run.
    func take(_ execution: HeldExecution) -> Bool {
        let runId = execution.about.execution.runId
        return state.withLock { state in
            guard state.entries[runId]?.execution === execution else { return false }
            return state.remove(runId) != nil
        }
    }

    /// Puts an execution back.
    ///
    /// - Returns: What has no room any more, for the caller to release: that runs workflow code.
    func put(_ execution: HeldExecution) -> [HeldExecution] {
        let runId = execution.about.execution.runId
        let bytes = execution.byteEstimate
        return state.withLock { state in
            state.stamp += 1
            var evicted = [state.remove(runId)].compactMap { $0 }
            state.entries[runId] = Entry(execution: execution, stamp: state.stamp, bytes: bytes)
            state.bytes += bytes
            state.order.append((runId, state.stamp))
            while state.entries.count > limit || state.bytes > byteLimit, let oldest = state.order.popFirst() {
                guard state.entries[oldest.runId]?.stamp == oldest.stamp else { continue }
                if let execution = state.remove(oldest.runId) { evicted.append(execution) }
            }
            if state.order.count > 2 * state.entries.count + 64 {
                let entries = state.entries
                state.order.removeAll { entries[$0.runId]?.stamp != $0.stamp }
            }
            return evicted
        }
    }

    /// Takes everything out, for the caller to release.
    func removeAll() -> [HeldExecution] {
        state.withLock { state in
            let executions = state.order.compactMap { item in
                state.entries[item.runId].flatMap { $0.stamp == item.stamp ? $0.execution : nil }
            }
            state.entries = [:]
            state.order = []
            state.bytes = 0
            return executions
        }
    }
}

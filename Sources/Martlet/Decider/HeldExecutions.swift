import DequeModule
import Synchronization

/// The executions that a decider holds between their decision tasks: so many at most, and the one that was used longest
/// ago goes first.
package final class HeldExecutions: Sendable {
    private struct Entry {
        var execution: HeldExecution
        var stamp: Int
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// Run ids in order of use; an entry whose stamp has changed since is out of date.
        var order = Deque<(runId: String, stamp: Int)>()
        var stamp = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    package init(limit: Int) {
        self.limit = max(0, limit)
    }

    var count: Int { state.withLock { $0.entries.count } }

    /// Takes an execution out, for the decision task at hand; nobody else gets it meanwhile.
    func take(runId: String) -> HeldExecution? {
        state.withLock { $0.entries.removeValue(forKey: runId)?.execution }
    }

    /// Puts an execution back; what has no room any more is released.
    func put(_ execution: HeldExecution) {
        let runId = execution.about.execution.runId
        let evicted = state.withLock { state in
            state.stamp += 1
            let replaced = state.entries.updateValue(Entry(execution: execution, stamp: state.stamp), forKey: runId)
            state.order.append((runId, state.stamp))
            var evicted = [replaced?.execution].compactMap { $0 }
            while state.entries.count > limit, let oldest = state.order.popFirst() {
                guard state.entries[oldest.runId]?.stamp == oldest.stamp else { continue }
                if let entry = state.entries.removeValue(forKey: oldest.runId) { evicted.append(entry.execution) }
            }
            if state.order.count > 2 * limit + 64 {
                let entries = state.entries
                state.order.removeAll { entries[$0.runId]?.stamp != $0.stamp }
            }
            return evicted
        }
        // Releasing runs workflow code, so it is done outside the lock.
        for execution in evicted { execution.release() }
    }

    /// Releases everything.
    package func removeAll() {
        let executions = state.withLock { state in
            let order = state.order.compactMap { item in
                state.entries[item.runId].flatMap { $0.stamp == item.stamp ? $0.execution : nil }
            }
            state.entries = [:]
            state.order = []
            return order
        }
        for execution in executions { execution.release() }
    }
}

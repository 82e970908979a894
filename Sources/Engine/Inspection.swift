import OrderedCollections
package import SWFModel
package import Storage
import Synchronization
package import WorkflowCore

/// What the simulation looks at in an engine that stands still. Nothing here changes it.
extension WorkflowEngine {
    /// Whether a commit failed and memory was not read anew since.
    package var awaitsRecovery: Bool { state.withLock { $0.broken != nil } }

    /// Whether everything that was applied is committed.
    package var isSettled: Bool { state.withLock { $0.group.isEmpty && !$0.isCommitting } }

    /// How many polls wait.
    package var pollCount: Int { state.withLock { $0.taskLists.values.reduce(0) { $0 + $1.polls.count } } }

    /// The machines of those of these executions that are in memory.
    package func machines(of ids: [Int]) -> [Int: ExecutionMachine] {
        state.withLock { state in
            var found: [Int: ExecutionMachine] = [:]
            for id in ids { found[id] = state.residents.peek(id)?.machine }
            return found
        }
    }

    /// The tasks that wait in lists: the list of each by its execution and the event that scheduled it.
    package func waitingTasks() -> [TaskRecordName: String] {
        state.withLock { state in
            var found: [TaskRecordName: String] = [:]
            for (task, list) in state.waitingIn {
                let name = TaskRecordName(
                    executionId: task.executionId,
                    kind: list.kind,
                    scheduledEventId: task.scheduledEventId
                )
                found[name] = list.name
            }
            return found
        }
    }

    /// The machine that an engine would hold of a stored execution: its snapshot, and the events after it folded in.
    package static func machine(of stored: StoredExecution, limits: Limits) throws -> ExecutionMachine {
        try ResidentExecution(stored, limits: limits).machine
    }
}

/// A task in a task list, by its execution.
package struct TaskRecordName: Hashable, Sendable {
    /// The execution.
    package var executionId: Int
    /// Which kind of list.
    package var kind: TaskKind
    /// The event that scheduled the task.
    package var scheduledEventId: EventId

    /// Creates a name.
    package init(executionId: Int, kind: TaskKind, scheduledEventId: EventId) {
        self.executionId = executionId
        self.kind = kind
        self.scheduledEventId = scheduledEventId
    }
}

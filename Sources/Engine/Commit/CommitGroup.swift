import SWFModel
import Storage
import WorkflowCore

/// All that was applied since the last group was taken: it is written in one transaction.
///
/// Commands are applied in the order of their arrival to the executions in memory; those that arrive while a group is
/// being written share the next one, and every reply waits for its group.
struct CommitGroup {
    /// Groups are numbered from 1; the number is the ticket of whoever waits for it.
    let number: Int
    /// What is written besides executions.
    var batch = CommitBatch()
    /// What happened to each execution, in the order in which they were first touched.
    private(set) var executions: [PendingCommit] = []
    private var index: [Int: Int] = [:]
    /// Polls that get a task of this group, once it is written.
    var deliveries: [(continuation: CheckedContinuation<PollStep, Never>, task: ClaimedTask)] = []

    init(number: Int) {
        self.number = number
    }

    var isEmpty: Bool { executions.isEmpty && batch.isEmpty }

    /// Changes what is pending of an execution; `make` is called when nothing is yet.
    mutating func update(_ id: Int, make: () -> PendingCommit, _ body: (inout PendingCommit) -> Void) {
        if let position = index[id] {
            body(&executions[position])
        } else {
            var commit = make()
            body(&commit)
            index[id] = executions.count
            executions.append(commit)
        }
    }
}

/// What a group writes of one execution.
struct PendingCommit: Sendable {
    var executionId: Int
    /// The version in the store; nil when the group creates the execution.
    var expectedVersion: Int?
    var events: [HistoryEvent] = []
    var offered: [OfferedTask] = []
    var withdrawn: [ExecutionCommit.TaskName] = []
    var heartbeats: [EventId: HeartbeatRecord] = [:]
    var forgottenHeartbeats: [EventId] = []
    var messages: [MessageRecord] = []

    /// A task that is offered and taken within one group is never written.
    mutating func withdraw(_ name: ExecutionCommit.TaskName) {
        if let position = offered.firstIndex(where: {
            $0.kind == name.kind && $0.scheduledEventId == name.scheduledEventId
        }) {
            offered.remove(at: position)
        } else {
            withdrawn.append(name)
        }
    }

    mutating func forgetHeartbeat(of id: EventId) {
        heartbeats[id] = nil
        forgottenHeartbeats.append(id)
    }
}

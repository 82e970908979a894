public import MartletTesting
import Storage
import WorkflowCore

/// Faults that are built into a server on purpose, each behind a switch (`simulate --plant NAME`): the simulation is worth
/// something only if it finds every one.
public enum PlantedFault: String, CaseIterable, Sendable {
    case losesCommit
    case tearsCommit
    case forgetsMessage
    case keepsDeliveredMessage
    case forgetsTask
    case keepsTakenTask
    case losesTaskAtRecovery
    case doublesTaskAtRecovery
    case restoresStaleSnapshot
    case writesDecreasingStamps
    case losesTimer
    case oversleeps
    case writesOutcomeTwice
    case forgetsHeartbeat
    case miscounts
    case acknowledgesFailure
    case signalsTwice
    case handsOutTwice
    case cutsHistory

    /// What is wrong, as a sentence.
    public var sentence: String {
        switch self {
        case .losesCommit: "The store acknowledges the last commit before a crash, and does not have it afterwards."
        case .tearsCommit: "Of a commit that touches several executions the store writes all but the last."
        case .forgetsMessage: "The store writes no messages between executions."
        case .keepsDeliveredMessage: "The store keeps messages that were delivered."
        case .forgetsTask: "The store does not write that a task waits."
        case .keepsTakenTask: "The store does not write that a task was taken."
        case .losesTaskAtRecovery: "The store leaves out a waiting task when it is opened."
        case .doublesTaskAtRecovery: "The store gives a waiting task twice when it is opened, in two lists."
        case .restoresStaleSnapshot: "The store gives the snapshot before the last, with the events after the last."
        case .writesDecreasingStamps: "The store writes some events with a time before that of the event before."
        case .losesTimer: "The store forgets when the next thing of an execution with a timer is due."
        case .oversleeps: "Whoever sleeps until a moment is woken an hour later."
        case .writesOutcomeTwice:
            "The store writes a timer's end a second time, in place of the decision task after it."
        case .forgetsHeartbeat: "The store does not write heartbeats."
        case .miscounts: "The store counts one execution too few."
        case .acknowledgesFailure: "The service acknowledges signals that the store did not take."
        case .signalsTwice: "The service does now and then twice what it was asked once."
        case .handsOutTwice: "The service gives a decision task to a second decider now and then."
        case .cutsHistory: "The service leaves out events of a decision task."
        }
    }

    /// The fault, for one run.
    public func sabotage() -> Sabotage {
        var sabotage = Sabotage()
        switch self {
        case .losesCommit:
            let journal = CommitJournal()
            sabotage.store = { ForgetfulStore(first: $0, journal: journal) }
        case .tearsCommit:
            sabotage.store = {
                EditingStore(base: $0, commit: { if $0.executions.count > 1 { $0.executions.removeLast() } })
            }
        case .forgetsMessage:
            sabotage.store = editingExecutions { $0.messages = [] }
        case .keepsDeliveredMessage:
            sabotage.store = { EditingStore(base: $0, commit: { $0.deliveredMessages = [] }) }
        case .forgetsTask:
            sabotage.store = editingExecutions { if $0.record.lastEventId > 8 { $0.offered = [] } }
        case .keepsTakenTask:
            sabotage.store = editingExecutions { if $0.record.lastEventId > 8 { $0.withdrawn = [] } }
        case .losesTaskAtRecovery:
            sabotage.store = { EditingStore(base: $0, contents: { if !$0.tasks.isEmpty { $0.tasks.removeFirst() } }) }
        case .doublesTaskAtRecovery:
            sabotage.store = { base in
                EditingStore(
                    base: base,
                    contents: { contents in
                        guard var task = contents.tasks.last else { return }
                        task.task.taskList = "side"
                        contents.tasks.append(task)
                    }
                )
            }
        case .restoresStaleSnapshot:
            let shelf = SnapshotShelf()
            sabotage.store = { StaleSnapshotStore(base: $0, shelf: shelf) }
        case .writesDecreasingStamps:
            sabotage.store = editingExecutions { EventForgery.setBack(&$0) }
        case .losesTimer:
            sabotage.store = editingExecutions { if EventForgery.startsTimer($0) { $0.record.nextDeadline = nil } }
        case .oversleeps:
            sabotage.clock = { LateClock(base: $0) }
        case .writesOutcomeTwice:
            sabotage.store = editingExecutions { EventForgery.doubleOutcome(&$0) }
        case .forgetsHeartbeat:
            sabotage.store = editingExecutions { $0.heartbeats = [] }
        case .miscounts:
            sabotage.store = { MiscountingStore(base: $0) }
        case .acknowledgesFailure, .signalsTwice, .handsOutTwice, .cutsHistory:
            sabotage.service = { FaultyService(encoded: $0, fault: self) }
        }
        return sabotage
    }

    private func editingExecutions(
        _ edit: @escaping @Sendable (inout ExecutionCommit) -> Void
    ) -> @Sendable (any WorkflowStore) -> any WorkflowStore {
        { base in
            EditingStore(
                base: base,
                commit: { batch in
                    for index in batch.executions.indices { edit(&batch.executions[index]) }
                }
            )
        }
    }
}

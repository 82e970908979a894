import MartletTesting
import SWFModel
import SWFWire
import Storage
import Synchronization
import Testing
import WorkflowCore

@testable import Engine

/// Holds an engine and its store against the invariants of design.md, as often as it is asked to.
///
/// It reads the histories that the store holds, event by event, and folds and lints them by itself.
struct Ledger {
    private struct Account {
        var state: ExecutionState
        var linter = HistoryLinter()
        var isSettled = false
    }

    private var accounts: [Int: Account] = [:]
    /// How many events were looked at.
    private(set) var eventCount = 0

    /// Checks everything that changed since the last time.
    ///
    /// - Parameter label: What a failure is named with, such as the seed and the step.
    mutating func check(_ engine: WorkflowEngine, _ store: any WorkflowStore, _ label: String) async throws {
        let always = Timestamp(milliseconds: 0)
        var open: [ExecutionRecord] = []
        for domain in try await store.contents().domains.map(\.name) {
            open += try await store.executions(ExecutionQuery(domain: domain, status: .open, oldest: always))
            let closed = try await store.executions(ExecutionQuery(domain: domain, status: .closed, oldest: always))
            for record in closed where accounts[record.identity.id]?.isSettled != true {
                try await check(record, engine, store, label)
                accounts[record.identity.id]?.isSettled = true
            }
        }
        for record in open { try await check(record, engine, store, label) }
        try await checkTasks(of: open, engine, store, label)
    }

    private mutating func check(
        _ record: ExecutionRecord,
        _ engine: WorkflowEngine,
        _ store: any WorkflowStore,
        _ label: String
    ) async throws {
        let id = record.identity.id
        let name: Comment = "\(label): execution \(id), \(record.identity.execution.workflowId)"
        var account = accounts[id] ?? Account(state: ExecutionState(identity: record.identity))
        let first = account.state.lastEventId + 1
        if first <= record.lastEventId {
            for chunk in try await store.events(of: id, in: first...record.lastEventId) {
                for line in chunk.events {
                    let event = try AWSJSON.decode(HistoryEvent.self, from: Array(line))
                    account.state.apply(event)
                    account.linter.take(event)
                    eventCount += 1
                }
            }
        }
        #expect(account.linter.problems + account.linter.owed == [], name)
        #expect(account.state.inconsistency == nil, name)
        #expect(account.state.lastEventId == record.lastEventId, name)
        #expect(account.state.info == record.info, name)

        // The fold of the history is what a server holds that reads the execution, by its snapshot or without one…
        let stored = try #require(try await store.execution(id: id), name)
        let read = try ResidentExecution(stored, limits: engine.configuration.limits).machine
        #expect(read.state == account.state, name)
        #expect(record.nextDeadline == (account.state.isOpen ? read.nextDeadline : nil), name)
        // …and what the live one holds, if it does.
        if let live = engine.state.withLock({ $0.residents[id]?.machine }) {
            #expect(live.state == account.state, name)
            #expect(live.nextDeadline == read.nextDeadline, name)
            for task in Set(live.heartbeats.scheduledEventIds + read.heartbeats.scheduledEventIds) {
                #expect(live.heartbeats[task] == read.heartbeats[task], name)
            }
        }
        accounts[id] = account
    }

    /// The tasks in the store, those in the lists of the engine, and those that the histories offer are the same.
    private func checkTasks(
        of open: [ExecutionRecord],
        _ engine: WorkflowEngine,
        _ store: any WorkflowStore,
        _ label: String
    ) async throws {
        var offered: [WaitingTask: TaskListName] = [:]
        for record in open {
            for task in accounts[record.identity.id]?.state.offeredTasks ?? [] {
                let waiting = WaitingTask(executionId: record.identity.id, scheduledEventId: task.scheduledEventId)
                offered[waiting] = TaskListName(domain: record.identity.domain, kind: task.kind, name: task.taskList)
            }
        }
        let contents = try await store.contents()
        var stored: [WaitingTask: TaskListName] = [:]
        for record in contents.tasks {
            let waiting = WaitingTask(executionId: record.executionId, scheduledEventId: record.task.scheduledEventId)
            stored[waiting] = TaskListName(domain: record.domain, kind: record.task.kind, name: record.task.taskList)
        }
        #expect(contents.tasks.count == offered.count, "\(label)")
        #expect(stored == offered, "\(label)")
        #expect(engine.state.withLock { $0.waitingIn } == offered, "\(label)")
        let names = Set(contents.openExecutions)
        #expect(
            names
                == Set(
                    open.map {
                        .init(
                            domain: $0.identity.domain,
                            workflowId: $0.identity.execution.workflowId,
                            id: $0.identity.id
                        )
                    }
                ),
            "\(label)"
        )
    }

    /// Every history as text, in the order of the executions.
    static func histories(_ store: any WorkflowStore) async throws -> [String] {
        var texts: [String] = []
        for id in 1..<(try await store.contents().nextExecutionId) {
            guard let record = try await store.execution(id: id)?.record else { continue }
            let lines = try await store.events(of: id, in: 1...record.lastEventId).map {
                String(decoding: $0.lines, as: UTF8.self)
            }
            texts.append("\(record.identity.execution)\n" + lines.joined(separator: "\n"))
        }
        return texts
    }
}

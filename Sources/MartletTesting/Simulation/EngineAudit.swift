import Engine
import SWFModel
import Storage
import WorkflowCore

/// The engine's memory and the rows of its store, held against the histories.
struct EngineAudit {
    /// What a store would tell an engine that opens it now.
    struct Rows: Sendable {
        var contents: StoreContents
        var executions: [Int: StoredExecution]
    }

    /// Reads the rows.
    static func rows(of ids: [Int], from store: any WorkflowStore) async throws -> Rows {
        var rows = Rows(contents: try await store.contents(), executions: [:])
        for id in ids { rows.executions[id] = try await store.execution(id: id) }
        return rows
    }

    /// The tasks that wait by the histories: the list of each.
    static func waitingTasks(_ ledger: SimulationLedger) -> [TaskRecordName: String] {
        var tasks: [TaskRecordName: String] = [:]
        for (id, account) in ledger.accounts where account.truth.isOpen {
            if let task = account.truth.offeredDecision {
                tasks[.init(executionId: id, kind: .decision, scheduledEventId: task.eventId)] = task.list
            }
            for (eventId, task) in account.truth.offeredActivities {
                tasks[.init(executionId: id, kind: .activity, scheduledEventId: eventId)] = task.list
            }
        }
        return tasks
    }

    /// The highest priority of the tasks that wait in a list by the histories, and the executions whose tasks have it.
    static func first(in list: String, of kind: TaskKind, _ ledger: SimulationLedger) -> Set<String> {
        var best: (priority: Int, runIds: Set<String>)?
        func consider(_ priority: Int, _ runId: String) {
            if let known = best, known.priority >= priority {
                if known.priority == priority { best?.runIds.insert(runId) }
            } else {
                best = (priority, [runId])
            }
        }
        for account in ledger.accounts.values {
            let runId = account.identity.execution.runId
            switch kind {
            case .decision:
                if let task = account.truth.offeredDecision, task.list == list { consider(task.priority, runId) }
            case .activity:
                for (_, task) in account.truth.offeredActivities where task.list == list {
                    consider(task.priority, runId)
                }
            }
        }
        return best?.runIds ?? []
    }

    /// What is wrong with the rows.
    static func problems(_ rows: Rows, _ ledger: SimulationLedger, limits: Limits) -> [String] {
        var problems: [String] = []
        let contents = rows.contents
        var stored: [TaskRecordName: String] = [:]
        for record in contents.tasks {
            let name = TaskRecordName(
                executionId: record.executionId,
                kind: record.task.kind,
                scheduledEventId: record.task.scheduledEventId
            )
            if stored.updateValue(record.task.taskList, forKey: name) != nil {
                problems.append("The store has a task twice: \(name.text).")
            }
        }
        problems += differences(stored, waitingTasks(ledger), "the store", "the histories")
        let open = contents.openExecutions.map { "\($0.workflowId) \($0.id)" }.sorted()
        let truly = ledger.accounts.values.filter(\.truth.isOpen)
            .map { "\($0.identity.execution.workflowId) \($0.identity.id)" }.sorted()
        if open != truly { problems.append("The store says that \(open) are open, the histories \(truly).") }
        let names = ledger.accounts.values.filter(\.truth.isOpen).map(\.identity.execution.workflowId)
        if Set(names).count != names.count { problems.append("A workflow id has two open executions.") }
        for (id, row) in rows.executions.sorted(by: { $0.key < $1.key }) {
            guard let account = ledger.accounts[id] else { continue }
            do {
                let machine = try WorkflowEngine.machine(of: row, limits: limits)
                if machine.state != account.folded {
                    problems.append("Execution \(id): what the store gives folds to another state than its history.")
                }
                if account.truth.isOpen, machine.nextDeadline != row.record.nextDeadline {
                    problems.append("Execution \(id): the deadline of its row is not that of its state.")
                }
            } catch {
                problems.append("Execution \(id): what the store gives cannot be read: \(error)")
            }
        }
        return problems
    }

    /// What is wrong with the memory of an engine that stands still.
    static func problems(_ engine: WorkflowEngine, _ rows: Rows, _ ledger: SimulationLedger) -> [String] {
        var problems = differences(engine.waitingTasks(), waitingTasks(ledger), "the engine", "the histories")
        let machines = engine.machines(of: ledger.changed.sorted())
        for (id, machine) in machines.sorted(by: { $0.key < $1.key }) {
            guard let account = ledger.accounts[id] else { continue }
            if machine.state != account.folded {
                problems.append("Execution \(id): the state in memory is not the fold of its history.")
            }
            guard let stored = rows.executions[id]?.heartbeats else { continue }
            let live = machine.heartbeats.scheduledEventIds.sorted()
            if live != stored.map(\.scheduledEventId).sorted()
                || !stored.allSatisfy({
                    machine.heartbeats[$0.scheduledEventId] == .init(at: $0.at, details: $0.details)
                })
            {
                problems.append("Execution \(id): the heartbeats in memory are not those of the store.")
            }
        }
        return problems
    }

    private static func differences(
        _ left: [TaskRecordName: String],
        _ right: [TaskRecordName: String],
        _ leftName: String,
        _ rightName: String
    ) -> [String] {
        guard left != right else { return [] }
        let wrong = Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.map { name in
            "The task \(name.text) waits in \(left[name] ?? "no list") by \(leftName), in "
                + "\(right[name] ?? "no list") by \(rightName)."
        }
        return wrong.sorted()
    }
}

extension TaskRecordName {
    fileprivate var text: String { "\(kind.rawValue) \(scheduledEventId) of execution \(executionId)" }
}

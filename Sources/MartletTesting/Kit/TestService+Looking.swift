import Engine
import SWFModel
import SWFWire
import Storage
import WorkflowCore

/// What a test looks up behind the service's back.
extension TestService {
    /// The task list, first by name, in which decision tasks wait.
    var decisionList: String? { list(.decision) }

    /// The task list, first by name, in which activity tasks wait.
    var activityList: String? { list(.activity) }

    private func list(_ kind: TaskKind) -> String? {
        engine.waitingTasks().filter { $0.key.kind == kind }.map(\.value).min()
    }

    /// Every execution there is, in the order of their starts: a store numbers them from 1.
    func executions(in domain: String) async throws -> [WorkflowExecution] {
        var found: [WorkflowExecution] = []
        var id = 1
        while let stored = try await store.execution(id: id) {
            let identity = stored.record.identity
            if identity.domain == domain { found.append(identity.execution) }
            id += 1
        }
        return found
    }

    /// A whole history, also of an execution that the service hides because the retention of its domain is over.
    func history(of execution: WorkflowExecution, in domain: String) async throws -> [HistoryEvent] {
        let (id, record) = try await place(of: execution, in: domain)
        return kept(try await known(id, to: record.lastEventId))
    }

    /// The event that closed an execution; nil while it is open. Events of an open one are not read for it.
    func closingEvent(of execution: WorkflowExecution, in domain: String) async throws -> HistoryEvent? {
        let (id, record) = try await place(of: execution, in: domain)
        guard record.info.executionStatus == .closed else { return nil }
        return kept(try await known(id, to: record.lastEventId)).last
    }

    /// Keeps the events that came with a decision task: they go on where those of the last one ended.
    func learn(_ task: DecisionTask, in domain: String) async throws {
        guard let first = task.events.first?.eventId else { return }
        let (id, _) = try await place(of: task.workflowExecution, in: domain)
        if first <= kept(id).count + 1 { keep(task.events, of: id) }
    }

    /// What was read of a history is kept, for nothing of it changes: only what is new is read.
    ///
    /// - Returns: The number under which it is kept.
    private func known(_ id: Int, to last: EventId) async throws -> Int {
        let count = kept(id).count
        if last > count { keep(try await events(of: id, from: count + 1, to: last), of: id) }
        return id
    }

    private func place(
        of execution: WorkflowExecution,
        in domain: String
    ) async throws -> (id: Int, record: ExecutionRecord) {
        let id = try await store.executionId(
            domain: domain,
            workflowId: execution.workflowId,
            runId: execution.runId
        )
        guard let id, let record = try await store.execution(id: id)?.record else {
            throw Fault(
                .unknownResource,
                "There is no execution \(execution.workflowId) with the run \(execution.runId)."
            )
        }
        return (id, record)
    }

    private func events(of id: Int, from first: EventId, to last: EventId) async throws -> [HistoryEvent] {
        var events: [HistoryEvent] = []
        for chunk in try await store.events(of: id, in: first...max(first, last)) {
            for line in chunk.events { events.append(try AWSJSON.decode(HistoryEvent.self, from: Array(line))) }
        }
        return events.filter { $0.eventId >= first }
    }
}

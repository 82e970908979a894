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
        kept(try await known(execution, in: domain))
    }

    /// The latest event of a history.
    func lastEvent(of execution: WorkflowExecution, in domain: String) async throws -> HistoryEvent? {
        kept(try await known(execution, in: domain)).last
    }

    /// What was read of a history is kept, for nothing of it changes: only what is new is read.
    ///
    /// - Returns: The number under which it is kept.
    private func known(_ execution: WorkflowExecution, in domain: String) async throws -> Int {
        let (id, last) = try await place(of: execution, in: domain)
        let count = kept(id).count
        if last > count { keep(try await events(of: id, from: count + 1, to: last), of: id) }
        return id
    }

    private func place(of execution: WorkflowExecution, in domain: String) async throws -> (id: Int, last: EventId) {
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
        return (id, record.lastEventId)
    }

    private func events(of id: Int, from first: EventId, to last: EventId) async throws -> [HistoryEvent] {
        var events: [HistoryEvent] = []
        for chunk in try await store.events(of: id, in: first...max(first, last)) {
            for line in chunk.events { events.append(try AWSJSON.decode(HistoryEvent.self, from: Array(line))) }
        }
        return events.filter { $0.eventId >= first }
    }
}

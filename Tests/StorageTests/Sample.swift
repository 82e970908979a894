import SWFModel
import Storage
import WorkflowCore

/// Rows for tests.
enum Sample {
    static let domain = "Publish"
    static let start = Timestamp(milliseconds: 1_790_000_000_000)

    static func record(
        _ id: Int,
        workflowId: String? = nil,
        domain: String = Sample.domain,
        version: Int = 1,
        lastEventId: EventId = 2,
        type: WorkflowType = WorkflowType(name: "Pipeline", version: "1"),
        startedAt: Timestamp = Sample.start,
        closed: (at: Timestamp, status: CloseStatus)? = nil,
        parent: WorkflowExecution? = nil,
        tags: [String]? = nil,
        cancelRequested: Bool = false,
        nextDeadline: Timestamp? = nil
    ) -> ExecutionRecord {
        let execution = WorkflowExecution(runId: "run-\(id)", workflowId: workflowId ?? "article-\(id)")
        return ExecutionRecord(
            identity: ExecutionIdentity(id: id, domain: domain, execution: execution),
            info: WorkflowExecutionInfo(
                cancelRequested: cancelRequested,
                closeStatus: closed?.status,
                closeTimestamp: closed?.at,
                execution: execution,
                executionStatus: closed == nil ? .open : .closed,
                parent: parent,
                startTimestamp: startedAt,
                tagList: tags,
                workflowType: type
            ),
            version: version,
            lastEventId: lastEventId,
            nextDeadline: nextDeadline
        )
    }

    /// Events with those ids, in the form of the engine: JSON objects, a newline between them.
    static func chunk(_ ids: ClosedRange<EventId>) -> EventChunk {
        let lines = ids.map { #"{"eventId":\#($0)}"# }.joined(separator: "\n")
        return EventChunk(first: ids.lowerBound, count: ids.count, lines: Array(lines.utf8))
    }

    /// The commit that creates an execution.
    static func creation(_ record: ExecutionRecord) -> ExecutionCommit {
        ExecutionCommit(record: record, expectedVersion: nil, events: chunk(1...max(record.lastEventId, 1)))
    }

    static func task(
        _ kind: TaskKind,
        _ scheduledEventId: EventId,
        list: String = "default",
        priority: Int = 0,
        at: Timestamp = Sample.start
    ) -> OfferedTask {
        OfferedTask(
            kind: kind,
            taskList: list,
            priority: priority,
            scheduledEventId: scheduledEventId,
            scheduledAt: at
        )
    }

    static func message(_ id: Int, from record: ExecutionRecord, to workflowId: String = "other") -> MessageRecord {
        MessageRecord(
            id: id,
            message: OutboxMessage(
                from: record.identity,
                toWorkflowId: workflowId,
                toRunId: nil,
                body: .signal(name: "signal-\(id)", input: "line\nbreak \u{0} \"quoted\"", initiatedEventId: 7)
            )
        )
    }

    static func domainRecord(
        _ name: String = Sample.domain,
        status: RegistrationStatus = .registered,
        description: String? = nil,
        tags: [ResourceTag] = []
    ) -> DomainRecord {
        DomainRecord(name: name, status: status, description: description, retentionPeriodInDays: "7", tags: tags)
    }

    static func workflowType(
        _ name: String,
        _ version: String,
        domain: String = Sample.domain,
        status: RegistrationStatus = .registered,
        deprecated: Timestamp? = nil
    ) -> TypeRecord<WorkflowTypeConfiguration> {
        TypeRecord(
            domain: domain,
            name: name,
            version: version,
            status: status,
            description: "a type",
            creationDate: start,
            deprecationDate: deprecated,
            configuration: WorkflowTypeConfiguration(
                defaultChildPolicy: .abandon,
                defaultTaskList: TaskList(name: "default"),
                defaultTaskPriority: "-3",
                defaultTaskStartToCloseTimeout: "NONE"
            )
        )
    }

    static func activityType(_ name: String, _ version: String) -> TypeRecord<ActivityTypeConfiguration> {
        TypeRecord(
            domain: domain,
            name: name,
            version: version,
            status: .registered,
            description: nil,
            creationDate: start,
            configuration: ActivityTypeConfiguration(defaultTaskHeartbeatTimeout: "30")
        )
    }
}

extension WorkflowStore {
    /// Commits one execution.
    func commit(_ commit: ExecutionCommit) async throws {
        var batch = CommitBatch()
        batch.executions = [commit]
        try await self.commit(batch)
    }

    /// Commits new executions.
    func create(_ records: [ExecutionRecord]) async throws {
        var batch = CommitBatch()
        batch.executions = records.map(Sample.creation)
        try await commit(batch)
    }
}

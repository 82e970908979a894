import Foundation
import GRDB
import SWFModel
import SWFWire
import Storage
import WorkflowCore

/// The statements of a commit.
enum CommitQueries {
    static let insertExecution = """
        INSERT INTO execution (
            id, domain, workflow_id, run_id, type_name, type_version, started_at, closed_at, close_status,
            parent_workflow_id, parent_run_id, tags, cancel_requested, version, last_event_id, next_deadline
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    /// The version in the condition is what keeps two writers of one execution apart.
    static let updateExecution = """
        UPDATE execution
        SET closed_at = ?, close_status = ?, cancel_requested = ?, version = ?, last_event_id = ?, next_deadline = ?
        WHERE id = ? AND version = ?
        """
    static let insertEvents =
        "INSERT INTO history (execution_id, first_event_id, event_count, events) VALUES (?, ?, ?, ?)"
    static let insertTask = """
        INSERT INTO task (execution_id, scheduled_event_id, kind, domain, task_list, priority, scheduled_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    static let deleteTask = "DELETE FROM task WHERE execution_id = ? AND scheduled_event_id = ?"
    static let putHeartbeat = """
        INSERT OR REPLACE INTO heartbeat (execution_id, scheduled_event_id, at, details) VALUES (?, ?, ?, ?)
        """
    static let deleteHeartbeat = "DELETE FROM heartbeat WHERE execution_id = ? AND scheduled_event_id = ?"
    static let putSnapshot = "INSERT OR REPLACE INTO snapshot (execution_id, event_id, state) VALUES (?, ?, ?)"
    static let insertMessage = "INSERT INTO outbox (id, message) VALUES (?, ?)"
    static let deleteMessage = "DELETE FROM outbox WHERE id = ?"
    /// Ids are noted a thousand at a time: a commit that finds its own already covered writes nothing here.
    static let noteMessageId = "UPDATE sequence SET last = ?1 + ?2 WHERE name = 'message' AND last < ?1"
    static let messageIdStep = 999
    static let putDomain = """
        INSERT OR REPLACE INTO domain (name, status, description, retention, tags) VALUES (?, ?, ?, ?, ?)
        """
    static let putWorkflowType = putType("workflow_type")
    static let putActivityType = putType("activity_type")

    static let deleteWorkflowType = "DELETE FROM workflow_type WHERE domain = ? AND name = ? AND version = ?"
    static let deleteActivityType = "DELETE FROM activity_type WHERE domain = ? AND name = ? AND version = ?"

    private static func putType(_ table: String) -> String {
        """
        INSERT OR REPLACE INTO \(table)
            (domain, name, version, status, description, created_at, deprecated_at, configuration)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    }

    static func write(_ batch: CommitBatch, _ database: Database) throws {
        for domain in batch.domains {
            try database.cachedStatement(sql: putDomain).execute(arguments: [
                domain.name, domain.status.rawValue, whole(domain.description), domain.retentionPeriodInDays,
                try text(domain.tags),
            ])
        }
        for type in batch.workflowTypes { try write(type, putWorkflowType, database) }
        for type in batch.activityTypes { try write(type, putActivityType, database) }
        for type in batch.deletedWorkflowTypes {
            let name: StatementArguments = [type.domain, type.name, type.version]
            try database.cachedStatement(sql: deleteWorkflowType).execute(arguments: name)
        }
        for type in batch.deletedActivityTypes {
            let name: StatementArguments = [type.domain, type.name, type.version]
            try database.cachedStatement(sql: deleteActivityType).execute(arguments: name)
        }
        for commit in batch.executions { try write(commit, database) }
        try write(batch.messages, database)
        for id in batch.deliveredMessages {
            try database.cachedStatement(sql: deleteMessage).execute(arguments: [id])
        }
        try RetentionQueries.delete(batch.deletedExecutions, database)
    }

    private static func write<Configuration>(
        _ type: TypeRecord<Configuration>,
        _ statement: String,
        _ database: Database
    ) throws {
        try database.cachedStatement(sql: statement).execute(arguments: [
            type.domain, type.name, type.version, type.status.rawValue, whole(type.description),
            type.creationDate.milliseconds, type.deprecationDate?.milliseconds, try text(type.configuration),
        ])
    }

    private static func write(_ commit: ExecutionCommit, _ database: Database) throws {
        let record = commit.record
        let id = record.identity.id
        if let expected = commit.expectedVersion {
            try database.cachedStatement(sql: updateExecution).execute(arguments: [
                record.info.closeTimestamp?.milliseconds, record.info.closeStatus?.rawValue,
                record.info.cancelRequested ?? false, record.version, record.lastEventId,
                record.nextDeadline?.milliseconds, id, expected,
            ])
            guard database.changesCount == 1 else { throw conflict(id) }
        } else {
            try insert(record, database)
        }
        for events in commit.earlierEvents { try write(events, of: id, database) }
        if let events = commit.events { try write(events, of: id, database) }
        for task in commit.withdrawn {
            try database.cachedStatement(sql: deleteTask).execute(arguments: [id, task.scheduledEventId])
        }
        for task in commit.offered {
            try database.cachedStatement(sql: insertTask).execute(arguments: [
                id, task.scheduledEventId, task.kind.rawValue, record.identity.domain, task.taskList, task.priority,
                task.scheduledAt.milliseconds,
            ])
        }
        for heartbeat in commit.heartbeats {
            try database.cachedStatement(sql: putHeartbeat).execute(arguments: [
                id, heartbeat.scheduledEventId, heartbeat.at.milliseconds, whole(heartbeat.details),
            ])
        }
        for event in commit.forgottenHeartbeats {
            try database.cachedStatement(sql: deleteHeartbeat).execute(arguments: [id, event])
        }
        if let snapshot = commit.snapshot {
            try database.cachedStatement(sql: putSnapshot).execute(arguments: [
                id, snapshot.eventId, Data(snapshot.state),
            ])
        }
        try write(commit.messages, database)
    }

    private static func write(_ events: EventChunk, of id: Int, _ database: Database) throws {
        try database.cachedStatement(sql: insertEvents).execute(arguments: [
            id, events.first, events.count, Data(events.lines),
        ])
    }

    private static func write(_ messages: [MessageRecord], _ database: Database) throws {
        guard let last = messages.map(\.id).max() else { return }
        for message in messages {
            try database.cachedStatement(sql: insertMessage).execute(arguments: [message.id, try text(message.message)])
        }
        try database.cachedStatement(sql: noteMessageId).execute(arguments: [last, messageIdStep])
    }

    private static func insert(_ record: ExecutionRecord, _ database: Database) throws {
        let info = record.info
        do {
            try database.cachedStatement(sql: insertExecution).execute(arguments: [
                record.identity.id, record.identity.domain, info.execution.workflowId, info.execution.runId,
                info.workflowType.name, info.workflowType.version, info.startTimestamp.milliseconds,
                info.closeTimestamp?.milliseconds, info.closeStatus?.rawValue, info.parent?.workflowId,
                info.parent?.runId, try info.tagList.map(text), info.cancelRequested ?? false, record.version,
                record.lastEventId, record.nextDeadline?.milliseconds,
            ])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            // Another execution of the workflow id is open, or the id is taken: the caller read something older.
            throw conflict(record.identity.id)
        }
    }

    private static func conflict(_ id: Int) -> StoreError {
        StoreError(
            .versionConflict(executionId: id),
            "Execution \(id) is at another version than the one it was read at."
        )
    }

    /// Text that may hold any character: as text it would be cut at the first NUL, so it is written as bytes.
    private static func whole(_ text: String?) -> Data? {
        text.map { Data($0.utf8) }
    }

    private static func text(_ value: some Encodable) throws -> String {
        String(decoding: try AWSJSON.encode(value), as: UTF8.self)
    }
}

import Foundation
import GRDB
import SWFModel
import SWFWire
import Storage
import WorkflowCore

/// The rows of executions.
enum ExecutionQueries {
    static let columns = """
        id, domain, workflow_id, run_id, type_name, type_version, started_at, closed_at, close_status,
        parent_workflow_id, parent_run_id, tags, cancel_requested, version, last_event_id, next_deadline
        """
    static let byId = "SELECT \(columns) FROM execution WHERE id = ?"
    static let due = """
        SELECT id FROM execution WHERE next_deadline IS NOT NULL AND next_deadline <= ? ORDER BY next_deadline LIMIT ?
        """
    static let heartbeats = """
        SELECT scheduled_event_id, at, details FROM heartbeat WHERE execution_id = ? ORDER BY scheduled_event_id
        """
    static let nextDeadline = "SELECT MIN(next_deadline) FROM execution WHERE next_deadline IS NOT NULL"
    static let openRun = "SELECT id FROM execution WHERE domain = ? AND workflow_id = ? AND closed_at IS NULL"
    static let run = "SELECT id FROM execution WHERE workflow_id = ? AND run_id = ? AND domain = ?"
    static let snapshot = "SELECT event_id, state FROM snapshot WHERE execution_id = ?"

    static func stored(id: Int, _ database: Database) throws -> StoredExecution? {
        guard let row = try Row.fetchOne(database.cachedStatement(sql: byId), arguments: [id]) else { return nil }
        let snapshot = try Row.fetchOne(database.cachedStatement(sql: snapshot), arguments: [id]).map { row in
            StoredExecution.Snapshot(eventId: row[0], state: [UInt8](row[1] as Data))
        }
        let record = try record(row)
        let from = (snapshot?.eventId ?? 0) + 1
        return StoredExecution(
            record: record,
            snapshot: snapshot,
            events: from > record.lastEventId
                ? [] : try HistoryQueries.chunks(of: id, in: from...record.lastEventId, database),
            heartbeats: try Row.fetchAll(database.cachedStatement(sql: heartbeats), arguments: [id]).map { row in
                HeartbeatRecord(
                    scheduledEventId: row[0],
                    at: Timestamp(milliseconds: row[1]),
                    details: ContentsQueries.whole(row[2])
                )
            }
        )
    }

    static func id(domain: String, workflowId: String, runId: String?, _ database: Database) throws -> Int? {
        if let runId {
            return try Int.fetchOne(database.cachedStatement(sql: run), arguments: [workflowId, runId, domain])
        }
        return try Int.fetchOne(database.cachedStatement(sql: openRun), arguments: [domain, workflowId])
    }

    static func due(at moment: Timestamp, limit: Int, _ database: Database) throws -> [Int] {
        try Int.fetchAll(database.cachedStatement(sql: due), arguments: [moment.milliseconds, limit])
    }

    static func nextDeadline(_ database: Database) throws -> Timestamp? {
        try Int?.fetchOne(database.cachedStatement(sql: nextDeadline))
            .flatMap { $0 }
            .map { Timestamp(milliseconds: $0) }
    }

    static func record(_ row: Row) throws -> ExecutionRecord {
        let execution = WorkflowExecution(runId: row[3], workflowId: row[2])
        let closeStatus = try (row[8] as String?).map { text in
            guard let status = CloseStatus(rawValue: text) else {
                throw ContentsQueries.damaged("the close status \(text)")
            }
            return status
        }
        let parent: WorkflowExecution? =
            if let workflowId = row[9] as String?, let runId = row[10] as String? {
                WorkflowExecution(runId: runId, workflowId: workflowId)
            } else {
                nil
            }
        let info = WorkflowExecutionInfo(
            cancelRequested: row[12],
            closeStatus: closeStatus,
            closeTimestamp: (row[7] as Int?).map { Timestamp(milliseconds: $0) },
            execution: execution,
            executionStatus: closeStatus == nil ? .open : .closed,
            parent: parent,
            startTimestamp: Timestamp(milliseconds: row[6]),
            tagList: try (row[11] as String?).map { try AWSJSON.decode([String].self, from: Array($0.utf8)) },
            workflowType: WorkflowType(name: row[4], version: row[5])
        )
        return ExecutionRecord(
            identity: ExecutionIdentity(id: row[0], domain: row[1], execution: execution),
            info: info,
            version: row[13],
            lastEventId: row[14],
            nextDeadline: (row[15] as Int?).map { Timestamp(milliseconds: $0) }
        )
    }
}

import Foundation
import GRDB
import SWFModel
import SWFWire
import Storage
import WorkflowCore

/// What is read once, when a server starts.
enum ContentsQueries {
    static let domains = "SELECT name, status, description, retention, tags FROM domain ORDER BY name"
    static let messages = "SELECT id, message FROM outbox ORDER BY id"
    /// Executions that were deleted count too, by what was noted of them.
    static let nextExecutionId = """
        SELECT MAX(last, (SELECT IFNULL(MAX(id), 0) FROM execution)) + 1 FROM sequence WHERE name = 'execution'
        """
    static let nextMessageId = "SELECT last + 1 FROM sequence WHERE name = 'message'"
    static let openExecutions = "SELECT domain, workflow_id, id FROM execution WHERE closed_at IS NULL"
    static let secret = "SELECT value FROM meta WHERE name = 'secret'"
    /// The order in which tasks were offered, as far as the clock tells it.
    static let tasks = """
        SELECT execution_id, scheduled_event_id, kind, domain, task_list, priority, scheduled_at
        FROM task ORDER BY scheduled_at, execution_id, scheduled_event_id
        """

    private static func types(_ table: String) -> String {
        """
        SELECT domain, name, version, status, description, created_at, deprecated_at, configuration
        FROM \(table) ORDER BY domain, name, version
        """
    }

    static func contents(_ database: Database) throws -> StoreContents {
        var contents = StoreContents()
        contents.domains = try Row.fetchAll(database, sql: domains).map { row in
            DomainRecord(
                name: row[0],
                status: try status(row[1]),
                description: whole(row[2]),
                retentionPeriodInDays: row[3],
                tags: try value(row[4])
            )
        }
        contents.workflowTypes = try Row.fetchAll(database, sql: types("workflow_type")).map(type)
        contents.activityTypes = try Row.fetchAll(database, sql: types("activity_type")).map(type)
        contents.tasks = try Row.fetchAll(database, sql: tasks).map(task)
        contents.messages = try Row.fetchAll(database, sql: messages).map { row in
            MessageRecord(id: row[0], message: try value(row[1]))
        }
        contents.openExecutions = try Row.fetchAll(database, sql: openExecutions).map { row in
            StoreContents.OpenExecution(domain: row[0], workflowId: row[1], id: row[2])
        }
        contents.nextExecutionId = try Int.fetchOne(database, sql: nextExecutionId) ?? 1
        contents.nextMessageId = try Int.fetchOne(database, sql: nextMessageId) ?? 1
        contents.secret = try Data.fetchOne(database, sql: secret).map { [UInt8]($0) } ?? []
        return contents
    }

    private static func type<Configuration>(_ row: Row) throws -> TypeRecord<Configuration> {
        TypeRecord(
            domain: row[0],
            name: row[1],
            version: row[2],
            status: try status(row[3]),
            description: whole(row[4]),
            creationDate: Timestamp(milliseconds: row[5]),
            deprecationDate: (row[6] as Int?).map { Timestamp(milliseconds: $0) },
            configuration: try value(row[7])
        )
    }

    private static func task(_ row: Row) throws -> TaskRecord {
        guard let kind = TaskKind(rawValue: row[2]) else { throw damaged("a task of an unknown kind") }
        let task = OfferedTask(
            kind: kind,
            taskList: row[4],
            priority: row[5],
            scheduledEventId: row[1],
            scheduledAt: Timestamp(milliseconds: row[6])
        )
        return TaskRecord(executionId: row[0], domain: row[3], task: task)
    }

    private static func status(_ text: String) throws -> RegistrationStatus {
        guard let status = RegistrationStatus(rawValue: text) else { throw damaged("the status \(text)") }
        return status
    }

    private static func value<Value: Decodable>(_ text: String) throws -> Value {
        try AWSJSON.decode(Value.self, from: Array(text.utf8))
    }

    /// Text that was written as bytes.
    static func whole(_ bytes: Data?) -> String? {
        bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    static func damaged(_ what: String) -> StoreError {
        StoreError(.failed, "The store holds \(what), which this Martlet does not know.")
    }
}

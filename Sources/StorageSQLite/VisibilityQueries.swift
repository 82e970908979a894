import GRDB
import SWFModel
import Storage

/// The lists and counts of executions. The parts of a statement are constants; what a caller gives is always bound.
enum VisibilityQueries {
    static func records(_ query: ExecutionQuery, _ database: Database) throws -> [ExecutionRecord] {
        var (condition, arguments) = condition(query)
        let column = query.byCloseTime ? "closed_at" : "started_at"
        let direction = query.isAscending ? "ASC" : "DESC"
        if let after = query.after {
            condition += " AND (\(column), id) \(query.isAscending ? ">" : "<") (?, ?)"
            arguments += [after.time.milliseconds, after.id]
        }
        let sql = """
            SELECT \(ExecutionQueries.columns) FROM execution WHERE \(condition)
            ORDER BY \(column) \(direction), id \(direction) LIMIT ?
            """
        arguments += [query.limit ?? -1]
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map(ExecutionQueries.record)
    }

    static func count(_ query: ExecutionQuery, _ database: Database) throws -> Int {
        let (condition, arguments) = condition(query)
        let sql = "SELECT COUNT(*) FROM execution WHERE \(condition)"
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: arguments) ?? 0
    }

    private static func condition(_ query: ExecutionQuery) -> (sql: String, arguments: StatementArguments) {
        let column = query.byCloseTime ? "closed_at" : "started_at"
        // Written out, so that the partial indexes apply.
        var sql = query.status == .open ? "closed_at IS NULL" : "closed_at IS NOT NULL"
        sql += " AND domain = ? AND \(column) >= ?"
        var arguments: StatementArguments = [query.domain, query.oldest.milliseconds]
        if let latest = query.latest {
            sql += " AND \(column) <= ?"
            arguments += [latest.milliseconds]
        }
        if let closedAfter = query.closedAfter {
            sql += " AND closed_at > ?"
            arguments += [closedAfter.milliseconds]
        }
        switch query.filter {
        case nil:
            break
        case .workflowId(let id):
            sql += " AND workflow_id = ?"
            arguments += [id]
        case .type(let name, let version):
            sql += " AND type_name = ?"
            arguments += [name]
            if let version {
                sql += " AND type_version = ?"
                arguments += [version]
            }
        case .tag(let tag):
            sql += " AND EXISTS (SELECT 1 FROM json_each(tags) WHERE json_each.value = ?)"
            arguments += [tag]
        case .closeStatus(let status):
            sql += " AND close_status = ?"
            arguments += [status.rawValue]
        }
        return (sql, arguments)
    }
}

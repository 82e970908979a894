import GRDB
import SWFModel
import Storage

/// What leaves the store because its domain keeps it no longer.
enum RetentionQueries {
    static let expired = """
        SELECT id FROM execution WHERE domain = ? AND closed_at IS NOT NULL AND closed_at <= ?
        ORDER BY closed_at, id LIMIT ?
        """
    static let isOpen = "SELECT 1 FROM execution WHERE id = ? AND closed_at IS NULL"
    /// Before the row with the highest id goes, it is noted: no later execution may get its id.
    static let noteExecutionId = """
        UPDATE sequence SET last = (SELECT MAX(id) FROM execution)
        WHERE name = 'execution' AND last < (SELECT MAX(id) FROM execution)
        """
    static let deletions = [
        "INSERT OR IGNORE INTO purge (execution_id) SELECT id FROM execution WHERE id = ?",
        "DELETE FROM snapshot WHERE execution_id = ?",
        "DELETE FROM heartbeat WHERE execution_id = ?",
        "DELETE FROM task WHERE execution_id = ?",
        "DELETE FROM execution WHERE id = ?",
    ]
    static let nextPurge = "SELECT execution_id FROM purge ORDER BY execution_id LIMIT 1"
    /// The length of a blob is in the head of its row; the blob itself is not read for it.
    static let purgeableRows = "SELECT id, length(events) FROM history WHERE execution_id = ? LIMIT ?"
    static let deleteRow = "DELETE FROM history WHERE id = ?"
    static let deletePurge = "DELETE FROM purge WHERE execution_id = ?"

    static func expired(_ horizons: [RetentionHorizon], limit: Int, _ database: Database) throws -> [Int] {
        var found: [Int] = []
        for horizon in horizons where found.count < limit {
            found += try Int.fetchAll(
                database.cachedStatement(sql: expired),
                arguments: [horizon.domain, horizon.closedBy.milliseconds, limit - found.count]
            )
        }
        return found
    }

    static func delete(_ executions: [Int], _ database: Database) throws {
        guard !executions.isEmpty else { return }
        try database.cachedStatement(sql: noteExecutionId).execute()
        for id in executions {
            guard try Row.fetchOne(database.cachedStatement(sql: isOpen), arguments: [id]) == nil else {
                throw StoreError.deletesOpenExecution(id)
            }
            for statement in deletions { try database.cachedStatement(sql: statement).execute(arguments: [id]) }
        }
    }

    static func purge(rows: Int, bytes: Int, _ database: Database) throws -> Bool {
        var rowsLeft = rows
        var bytesLeft = bytes
        let next = try database.cachedStatement(sql: nextPurge)
        while let id = try Int.fetchOne(next) {
            guard rowsLeft > 0, bytesLeft > 0 else { return true }
            let found = try Row.fetchAll(
                database.cachedStatement(sql: purgeableRows),
                arguments: [id, rowsLeft + 1]
            )
            var removed = 0
            for row in found.prefix(rowsLeft) where bytesLeft > 0 {
                try database.cachedStatement(sql: deleteRow).execute(arguments: [row[0] as Int])
                bytesLeft -= row[1] as Int
                removed += 1
            }
            rowsLeft -= removed
            guard removed == found.count else { return true }
            try database.cachedStatement(sql: deletePurge).execute(arguments: [id])
        }
        return false
    }
}

import Foundation
import GRDB
import SWFModel
import Storage

/// The rows of histories.
enum HistoryQueries {
    /// The chunk that holds the first wanted event may begin before it, so the range starts at the last chunk that begins
    /// at or before that event. Events that outlive their execution until they are removed are nobody's.
    static let chunks = """
        SELECT first_event_id, event_count, events FROM history
        WHERE execution_id = ?1
            AND first_event_id >= IFNULL(
                (SELECT MAX(first_event_id) FROM history WHERE execution_id = ?1 AND first_event_id <= ?2), ?2)
            AND first_event_id + event_count > ?2
            AND first_event_id <= ?3
            AND EXISTS (SELECT 1 FROM execution WHERE id = ?1)
        ORDER BY first_event_id
        """

    static func chunks(of id: Int, in range: ClosedRange<EventId>, _ database: Database) throws -> [EventChunk] {
        try Row.fetchAll(
            database.cachedStatement(sql: chunks),
            arguments: [id, range.lowerBound, range.upperBound]
        ).map { row in
            EventChunk(first: row[0], count: row[1], lines: [UInt8](row[2] as Data))
        }
    }
}

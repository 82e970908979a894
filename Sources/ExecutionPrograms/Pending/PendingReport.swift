import CommandSupport
import SWFModel
import SWFWire

/// How many tasks wait in some task lists. Pure.
struct PendingReport: Hashable, Sendable {
    /// A task list: decision lists and activity lists of one name are two.
    struct Name: Hashable, Comparable, Sendable {
        var kind: TaskKind
        var taskList: String

        /// By name, then the activities.
        static func < (left: Name, right: Name) -> Bool {
            (left.taskList, left.kind.rawValue) < (right.taskList, right.kind.rawValue)
        }
    }

    /// What waits in a list.
    struct List: Hashable, Sendable {
        var name: Name
        var count: Int
        /// Whether more wait than the service counts.
        var isTruncated: Bool
        /// When the oldest came into the list; nil when none waits, or when the service does not say.
        var oldest: Timestamp?
    }

    var lists: [List]
    /// When they were counted.
    var at: Timestamp

    func table() -> [String] {
        var table = Table(["TASK LIST", "KIND", "WAITING", "OLDEST"])
        for list in lists {
            table.add([
                list.name.taskList, list.name.kind.rawValue, "\(list.count)\(list.isTruncated ? " or more" : "")",
                list.oldest.map { DurationWords.text(max(.zero, at - $0)) } ?? "-",
            ])
        }
        return table.lines()
    }

    /// One object: `lists`, and `max`, the longest of them.
    func json() throws -> String {
        struct Written: Encodable {
            struct List: Encodable {
                var taskList: String
                var kind: String
                var count: Int
                var truncated: Bool
                var oldest: Timestamp?
                var oldestWait: Double?

                private enum CodingKeys: String, CodingKey {
                    case taskList, kind, count, truncated
                    case oldest = "oldest_timestamp"
                    case oldestWait = "oldest_wait_time"
                }
            }
            var lists: [List]
            var max: Int
        }
        let written = Written(
            lists: lists.map { list in
                Written.List(
                    taskList: list.name.taskList,
                    kind: list.name.kind.rawValue,
                    count: list.count,
                    truncated: list.isTruncated,
                    oldest: list.oldest,
                    oldestWait: list.oldest.map { Swift.max(.zero, at - $0) / .seconds(1) }
                )
            },
            max: lists.map(\.count).max() ?? 0
        )
        return String(decoding: try AWSJSON.encode(written), as: UTF8.self)
    }
}

import SWFModel
import WorkflowCore

/// The name of a task list: decision lists and activity lists of one name are two lists (swf-spec.md 5.12).
struct TaskListName: Hashable, Sendable {
    var domain: String
    var kind: TaskKind
    var name: String
}

extension TaskListName: Comparable {
    /// By domain, then kind, then name.
    static func < (left: TaskListName, right: TaskListName) -> Bool {
        (left.domain, left.kind.rawValue, left.name) < (right.domain, right.kind.rawValue, right.name)
    }
}

import SWFModel
import WorkflowCore

/// The name of a task list: decision lists and activity lists of one name are two lists (swf-spec.md 5.12).
struct TaskListName: Hashable, Sendable {
    var domain: String
    var kind: TaskKind
    var name: String
}

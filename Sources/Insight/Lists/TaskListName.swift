public import SWFModel

/// Which task list: one name may be two.
public struct TaskListName: Hashable, Sendable {
    /// Which tasks it holds.
    public var kind: TaskKind
    /// The name.
    public var name: String

    /// Creates the value from its parts.
    public init(_ kind: TaskKind, _ name: String) {
        self.kind = kind
        self.name = name
    }
}

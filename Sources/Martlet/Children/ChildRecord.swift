import DeciderCore

/// What the code of a parent can know of a child.
struct ChildRecord: Sendable {
    /// Its first run, once it has started.
    var execution: WorkflowExecution?
    /// How it ended, once it has.
    var outcome: ChildOutcome?
}

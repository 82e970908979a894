public import AppSettings

/// A place in a pool: what a process is told apart by from those beside it, and what it polls.
public struct PoolPlace: Hashable, Sendable {
    /// The pool; its number of slots is that of this process.
    public var pool: Settings.Pool
    /// The number of the place, from 1.
    public var slot: Int
    /// The task list that is polled.
    public var taskList: String

    /// Creates the value from its parts.
    public init(pool: Settings.Pool, slot: Int, taskList: String) {
        self.pool = pool
        self.slot = slot
        self.taskList = taskList
    }
}

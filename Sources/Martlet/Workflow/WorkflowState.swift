import Synchronization

/// A value that the tasks of one execution share.
///
/// The code of an execution runs on one thread, so what is read here is what was last written, in every replay. It lives as
/// long as the code does; nothing of it is stored.
public final class WorkflowState<Value: Sendable>: Sendable {
    private let stored: Mutex<Value>

    /// Creates a state.
    public init(_ value: Value) {
        stored = Mutex(value)
    }

    /// The value.
    public var value: Value {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue } }
    }

    /// Changes the value, and gives back what the change does.
    public func update<Result: Sendable>(_ change: (inout Value) throws -> Result) rethrows -> Result {
        try stored.withLock { value in
            var copy = value
            defer { value = copy }
            return try change(&copy)
        }
    }
}

/// Thrown by an activity whose task somebody else finishes: the worker reports nothing and goes on with other tasks.
///
/// Whoever has the task's token (``ActivityContext/taskToken``) finishes it, with ``ActivityCompletion``, with `martlet task
/// complete`, or by the service's own actions from any language. Until then the task is open, and its timeouts count.
public struct CompletesLater: Error, Hashable, Sendable {
    /// Creates the error.
    public init() {}
}

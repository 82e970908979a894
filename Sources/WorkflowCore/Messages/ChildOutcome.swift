public import SWFModel

/// How a child execution closed, as its parent is told.
public enum ChildOutcome: Codable, Hashable, Sendable {
    /// It completed.
    case completed(result: String?)
    /// It failed.
    case failed(reason: String?, details: String?)
    /// It canceled itself.
    case canceled(details: String?)
    /// Its time ran out.
    case timedOut(WorkflowExecutionTimeoutType)
    /// It was terminated.
    case terminated
}

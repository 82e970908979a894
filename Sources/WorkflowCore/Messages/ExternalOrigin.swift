public import SWFModel

/// The execution whose decision made a signal or cancel request.
public struct ExternalOrigin: Codable, Hashable, Sendable {
    /// The execution.
    public var execution: WorkflowExecution
    /// The event in its history that initiated the request.
    public var initiatedEventId: EventId

    /// Creates an origin.
    public init(execution: WorkflowExecution, initiatedEventId: EventId) {
        self.execution = execution
        self.initiatedEventId = initiatedEventId
    }
}

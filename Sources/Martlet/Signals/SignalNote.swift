/// What a marker says of signals that the code did not receive, or could not read.
struct SignalNote: Encodable {
    var signal: String
    /// The WorkflowExecutionSignaled events.
    var events: [EventId]
    var problem: String?
}

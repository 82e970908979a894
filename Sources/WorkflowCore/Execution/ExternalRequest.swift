import SWFModel

/// A signal or cancel request to another execution whose outcome is not known yet (swf-spec.md 5.9).
///
///     (none)    --SignalExternalWorkflowExecutionInitiated, RequestCancelExternal…Initiated--> initiated
///     initiated --ExternalWorkflowExecutionSignaled, …CancelRequested, or the …Failed of each--> (none)
struct ExternalRequest: Codable, Equatable, Sendable {
    enum Kind: String, Codable, Equatable, Sendable {
        case signal
        case cancel
    }

    var kind: Kind
    var workflowId: String
    /// As the decision gave it; nil means whichever run is open.
    var runId: String?
    /// Kept for the event that says that it failed.
    var control: String?
    var decisionTaskCompletedEventId: EventId
}

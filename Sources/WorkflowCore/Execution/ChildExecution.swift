import SWFModel

/// One child execution, from the decision to start it until the parent hears of its close (swf-spec.md 5.7).
///
///     (none)    --StartChildWorkflowExecutionInitiated--> initiated
///     initiated --ChildWorkflowExecutionStarted---------> started
///     initiated --StartChildWorkflowExecutionFailed-----> (none)
///     started   --ChildWorkflowExecutionCompleted, Failed, TimedOut, Canceled, Terminated--> (none)
///
/// A child that continues as new stays the same child: its parent hears only of the last run's close.
struct ChildExecution: Codable, Equatable, Sendable {
    enum State: Codable, Equatable, Sendable {
        /// The start is under way.
        case initiated
        /// It runs; the run id is that of its first run.
        case started(eventId: EventId, runId: String)
    }

    var initiatedEventId: EventId
    var workflowId: String
    var workflowType: WorkflowType
    /// Kept for the event that says that the start failed.
    var control: String?
    var decisionTaskCompletedEventId: EventId
    var state: State

    init(_ attributes: StartChildWorkflowExecutionInitiatedEventAttributes, eventId: EventId) {
        initiatedEventId = eventId
        workflowId = attributes.workflowId
        workflowType = attributes.workflowType
        control = attributes.control
        decisionTaskCompletedEventId = attributes.decisionTaskCompletedEventId
        state = .initiated
    }

    /// Whether it is known to run.
    var isStarted: Bool {
        switch state {
        case .initiated: false
        case .started: true
        }
    }
}

public import SWFModel

/// A message from one execution to another of the same domain.
///
/// The source's transaction writes it as a row; it is delivered as a transition of the target, exactly once by the id of
/// the row. Messages of one source to one target are delivered in the order in which they were written: a child that is
/// started and then meets its parent's child policy depends on it. So no transition ever touches two executions
/// (swf-spec.md 5.15).
///
/// ``Body/invokeLambda(_:)`` alone is addressed to nobody: it is the engine's own note of a lambda task, and stays until the
/// outcome of the task is written.
public struct OutboxMessage: Codable, Hashable, Sendable {
    /// What the message says.
    public enum Body: Codable, Hashable, Sendable {
        /// Signal the target.
        case signal(name: String, input: String?, initiatedEventId: EventId)
        /// Ask the target to cancel itself.
        case requestCancel(initiatedEventId: EventId)
        /// Start the target as a child.
        case startChild(StartChildWorkflowExecutionInitiatedEventAttributes, initiatedEventId: EventId)
        /// The parent was terminated or timed out: do as its policy says to the child that this event initiated.
        case childPolicy(ChildPolicy, initiatedEventId: EventId)
        /// Call the function for the source.
        case invokeLambda(LambdaInvocation)

        /// The signal arrived at that run.
        case signalDelivered(initiatedEventId: EventId, target: WorkflowExecution)
        /// The signal did not arrive.
        case signalFailed(initiatedEventId: EventId, cause: SignalExternalWorkflowExecutionFailedCause)
        /// The cancel request arrived at that run.
        case cancelDelivered(initiatedEventId: EventId, target: WorkflowExecution)
        /// The cancel request did not arrive.
        case cancelFailed(initiatedEventId: EventId, cause: RequestCancelExternalWorkflowExecutionFailedCause)
        /// The child runs.
        case childStarted(initiatedEventId: EventId, child: WorkflowExecution)
        /// The child could not be started.
        case childStartFailed(initiatedEventId: EventId, cause: StartChildWorkflowExecutionFailedCause)
        /// The child closed; after continue-as-new it is the last run of the child that tells so.
        case childClosed(
            initiatedEventId: EventId,
            child: WorkflowExecution,
            workflowType: WorkflowType,
            outcome: ChildOutcome
        )
    }

    /// Who sent it.
    public var from: ExecutionIdentity
    /// The workflow id of the target, in the domain of the source.
    public var toWorkflowId: String
    /// The run of the target; nil means the open run of that workflow id.
    public var toRunId: String?
    /// What it says.
    public var body: Body

    /// Creates a message.
    public init(from: ExecutionIdentity, toWorkflowId: String, toRunId: String?, body: Body) {
        self.from = from
        self.toWorkflowId = toWorkflowId
        self.toRunId = toRunId
        self.body = body
    }

    /// What goes back to the source when the message cannot be delivered.
    ///
    /// That is when the target is unknown or closed, or, for a child's start, when its workflow id has an open run. Nil
    /// for what needs no answer: the engine then just drops the message.
    public var undeliverable: OutboxMessage? {
        switch body {
        case .signal(_, _, let initiatedEventId):
            answer(.signalFailed(initiatedEventId: initiatedEventId, cause: .unknownExternalWorkflowExecution))
        case .requestCancel(let initiatedEventId):
            answer(.cancelFailed(initiatedEventId: initiatedEventId, cause: .unknownExternalWorkflowExecution))
        case .startChild(_, let initiatedEventId):
            answer(.childStartFailed(initiatedEventId: initiatedEventId, cause: .workflowAlreadyRunning))
        case .childPolicy, .invokeLambda, .signalDelivered, .signalFailed, .cancelDelivered, .cancelFailed,
            .childStarted, .childStartFailed, .childClosed:
            nil
        }
    }

    private func answer(_ body: Body) -> OutboxMessage {
        OutboxMessage(
            from: from,
            toWorkflowId: from.execution.workflowId,
            toRunId: from.execution.runId,
            body: body
        )
    }
}

public import SWFModel

/// What is asked of an execution from outside (swf-spec.md 5.6). A closed execution takes none of it, and says so with
/// UnknownResourceFault.
extension ExecutionMachine {
    /// A signal arrived; each call is one event. `origin` is the execution that sent it, nil for a caller of the API.
    public mutating func signaled(
        name: String,
        input: String?,
        from origin: ExternalOrigin?,
        at now: Timestamp
    ) throws(Fault) -> Transition {
        try checkOpen()
        var transition = begin(at: now)
        record(
            .workflowExecutionSignaled(
                .init(
                    // 0 for a caller of the API, never absent (swf-observed.md E10).
                    externalInitiatedEventId: origin?.initiatedEventId ?? 0,
                    externalWorkflowExecution: origin?.execution,
                    input: input,
                    signalName: name
                )
            ),
            in: &transition
        )
        return settled(transition)
    }

    /// The execution is asked to cancel itself; the decider may ignore it. Each call is one event.
    public mutating func cancelRequested(
        from origin: ExternalOrigin?,
        cause: WorkflowExecutionCancelRequestedCause?,
        at now: Timestamp
    ) throws(Fault) -> Transition {
        try checkOpen()
        var transition = begin(at: now)
        record(
            .workflowExecutionCancelRequested(
                .init(
                    cause: cause,
                    externalInitiatedEventId: origin?.initiatedEventId ?? 0,
                    externalWorkflowExecution: origin?.execution
                )
            ),
            in: &transition
        )
        return settled(transition)
    }

    /// The execution closes at once, whatever is open. `childPolicy` takes the place of the execution's own for this
    /// termination; the one that counted is recorded.
    public mutating func terminated(
        reason: String?,
        details: String?,
        childPolicy: ChildPolicy?,
        cause: WorkflowExecutionTerminatedCause,
        at now: Timestamp
    ) throws(Fault) -> Transition {
        try checkOpen()
        var transition = begin(at: now)
        record(
            .workflowExecutionTerminated(
                .init(
                    cause: cause,
                    childPolicy: childPolicy ?? state.configuration.childPolicy,
                    details: details,
                    reason: reason
                )
            ),
            in: &transition
        )
        return settled(transition)
    }
}

import SWFModel

extension EventType {
    private static let closes: Set<EventType> = [
        .workflowExecutionCompleted, .workflowExecutionFailed, .workflowExecutionCanceled, .workflowExecutionTimedOut,
        .workflowExecutionTerminated, .workflowExecutionContinuedAsNew,
    ]

    /// The events after which a decider must look (swf-spec.md 5.2).
    private static let stimuli: Set<EventType> = [
        .workflowExecutionStarted, .workflowExecutionSignaled, .workflowExecutionCancelRequested,
        .activityTaskCompleted, .activityTaskFailed, .activityTaskTimedOut, .activityTaskCanceled,
        .timerFired, .decisionTaskTimedOut,
        .childWorkflowExecutionStarted, .childWorkflowExecutionCompleted, .childWorkflowExecutionFailed,
        .childWorkflowExecutionTimedOut, .childWorkflowExecutionCanceled, .childWorkflowExecutionTerminated,
        .externalWorkflowExecutionSignaled, .externalWorkflowExecutionCancelRequested,
        .lambdaFunctionCompleted, .lambdaFunctionFailed, .lambdaFunctionTimedOut,
    ]

    /// Beside these, every event whose name ends in `Failed` and that tells of a decision.
    private static let needDecider = stimuli.union(
        allCases.filter { $0.rawValue.hasSuffix("Failed") && !closes.contains($0) }
    )

    /// Whether it closes the execution.
    var closesExecution: Bool { Self.closes.contains(self) }

    /// Whether a decider must look after it.
    var needsDecider: Bool { Self.needDecider.contains(self) }
}

import OrderedCollections
import SWFModel

/// What a parent hears of its children (swf-spec.md 5.7).
extension ExecutionMachine {
    mutating func childStarted(
        _ initiatedEventId: EventId,
        _ execution: WorkflowExecution,
        in transition: inout Transition
    ) {
        guard let child = state.children[initiatedEventId], !child.isStarted else { return }
        record(
            .childWorkflowExecutionStarted(
                .init(
                    initiatedEventId: initiatedEventId,
                    workflowExecution: execution,
                    workflowType: child.workflowType
                )
            ),
            in: &transition
        )
    }

    mutating func childStartFailed(
        _ initiatedEventId: EventId,
        _ cause: StartChildWorkflowExecutionFailedCause,
        in transition: inout Transition
    ) {
        guard let child = state.children[initiatedEventId], !child.isStarted else { return }
        record(
            .startChildWorkflowExecutionFailed(
                .init(
                    cause: cause,
                    control: child.control,
                    decisionTaskCompletedEventId: child.decisionTaskCompletedEventId,
                    initiatedEventId: initiatedEventId,
                    workflowId: child.workflowId,
                    workflowType: child.workflowType
                )
            ),
            in: &transition
        )
    }

    /// The child closed. Should the news of its start still be on the way, that is written first: each child has both
    /// events, in that order.
    mutating func childClosed(
        _ initiatedEventId: EventId,
        _ execution: WorkflowExecution,
        _ workflowType: WorkflowType,
        _ outcome: ChildOutcome,
        in transition: inout Transition
    ) {
        childStarted(initiatedEventId, execution, in: &transition)
        settle(&transition)
        guard case .started(let startedEventId, _)? = state.children[initiatedEventId]?.state else { return }
        let event: HistoryEvent.Attributes =
            switch outcome {
            case .completed(let result):
                .childWorkflowExecutionCompleted(
                    .init(
                        initiatedEventId: initiatedEventId,
                        result: result,
                        startedEventId: startedEventId,
                        workflowExecution: execution,
                        workflowType: workflowType
                    )
                )
            case .failed(let reason, let details):
                .childWorkflowExecutionFailed(
                    .init(
                        details: details,
                        initiatedEventId: initiatedEventId,
                        reason: reason,
                        startedEventId: startedEventId,
                        workflowExecution: execution,
                        workflowType: workflowType
                    )
                )
            case .canceled(let details):
                .childWorkflowExecutionCanceled(
                    .init(
                        details: details,
                        initiatedEventId: initiatedEventId,
                        startedEventId: startedEventId,
                        workflowExecution: execution,
                        workflowType: workflowType
                    )
                )
            case .timedOut(let timeoutType):
                .childWorkflowExecutionTimedOut(
                    .init(
                        initiatedEventId: initiatedEventId,
                        startedEventId: startedEventId,
                        timeoutType: timeoutType,
                        workflowExecution: execution,
                        workflowType: workflowType
                    )
                )
            case .terminated:
                .childWorkflowExecutionTerminated(
                    .init(
                        initiatedEventId: initiatedEventId,
                        startedEventId: startedEventId,
                        workflowExecution: execution,
                        workflowType: workflowType
                    )
                )
            }
        record(event, in: &transition)
    }
}

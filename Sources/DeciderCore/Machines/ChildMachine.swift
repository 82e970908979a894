import SWFModel

/// One child execution, as the code of its parent sees it.
///
///     asked --matched in the history--> initiated --started--> started --closed in whatever way--> closed
///     asked --withdrawn before it was sent--> closed
///     asked --refused by the service--> refused --delivered--> closed
///     initiated --its workflow id was taken--> closed
///
/// A child that continues as new stays the same child: the parent hears nothing of it (swf-spec.md 5.7).
struct ChildMachine: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case asked
        case initiated
        case started
        case refused(StartChildWorkflowExecutionFailedCause)
        case closed
    }

    let workflowId: String
    let place: SourcePlace?
    var state = State.asked
    /// Whether the code no longer wants the child: it is asked to cancel itself as soon as it has started.
    var isCancelAsked = false

    /// The decision that asks the child to cancel itself. It names no run, so that a child that continued as new is
    /// reached too.
    var cancelRequest: Decision {
        .requestCancelExternalWorkflowExecution(
            RequestCancelExternalWorkflowExecutionDecisionAttributes(workflowId: workflowId)
        )
    }

    /// The outcome that a closing event of the child gives; nil when the event is none.
    static func outcome(of event: HistoryEvent.Attributes) -> (initiatedEventId: EventId, outcome: ChildOutcome)? {
        switch event {
        case .childWorkflowExecutionCompleted(let attributes):
            (attributes.initiatedEventId, .completed(result: attributes.result))
        case .childWorkflowExecutionFailed(let attributes):
            (attributes.initiatedEventId, .failed(reason: attributes.reason, details: attributes.details))
        case .childWorkflowExecutionTimedOut(let attributes):
            (attributes.initiatedEventId, .timedOut)
        case .childWorkflowExecutionCanceled(let attributes):
            (attributes.initiatedEventId, .canceled(details: attributes.details))
        case .childWorkflowExecutionTerminated(let attributes):
            (attributes.initiatedEventId, .terminated)
        default:
            nil
        }
    }
}

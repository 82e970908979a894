import SWFModel

/// The rules about the execution itself: its own clock, and its parent.
struct ExecutionRules: Sendable {
    private var startedAt = Timestamp(milliseconds: 0)
    private var startToClose: TimeoutInterval?

    mutating func take(_ event: HistoryEvent) -> [String] {
        switch event.attributes {
        case .workflowExecutionStarted(let attributes):
            startedAt = event.eventTimestamp
            startToClose = TimeoutInterval(wire: attributes.executionStartToCloseTimeout)
            let isChild = attributes.parentWorkflowExecution != nil
            return isChild == ((attributes.parentInitiatedEventId ?? 0) != 0)
                ? []
                : ["1 WorkflowExecutionStarted: parent and parentInitiatedEventId do not go together."]
        case .workflowExecutionTimedOut:
            // Without a timeout of its own an execution still ends after a year, the service's limit.
            let timeout = startToClose == TimeoutInterval.none ? .seconds(31_536_000) : startToClose
            return isEarly(event, timeout, since: startedAt)
                ? ["\(event.eventId) WorkflowExecutionTimedOut: it is early."]
                : []
        default:
            return []
        }
    }
}

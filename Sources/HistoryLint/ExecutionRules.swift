import SWFModel

/// The rules about the execution itself: its own clock, and its parent.
struct ExecutionRules: Sendable {
    private var startedAt = Timestamp(milliseconds: 0)
    private var startToClose: TimeoutInterval?

    mutating func take(_ event: HistoryEvent, _ findings: inout LintFindings) {
        switch event.attributes {
        case .workflowExecutionStarted(let attributes):
            startedAt = event.eventTimestamp
            startToClose = TimeoutInterval(wire: attributes.executionStartToCloseTimeout)
            let isChild = attributes.parentWorkflowExecution != nil
            if isChild != ((attributes.parentInitiatedEventId ?? 0) != 0) {
                findings.report(.parent, event, "parent and parentInitiatedEventId do not go together.")
            }
        case .workflowExecutionTimedOut:
            // Without a timeout of its own an execution still ends after a year, the service's limit.
            let timeout = startToClose == TimeoutInterval.none ? .seconds(31_536_000) : startToClose
            if isEarly(event, timeout, since: startedAt) { findings.report(.clocks, event, "it is early.") }
        default:
            break
        }
    }
}

import SWFModel

/// Each child that was initiated starts or fails to, once, and each that started closes at most once.
struct ChildRules: Sendable {
    private struct Child {
        var workflowId: String
        var startedEventId: EventId?
    }

    private var open: [EventId: Child] = [:]

    mutating func take(_ event: HistoryEvent, _ findings: inout LintFindings) {
        switch event.attributes {
        case .startChildWorkflowExecutionInitiated(let attributes):
            open[event.eventId] = Child(workflowId: attributes.workflowId)
        case .startChildWorkflowExecutionFailed(let attributes):
            // A workflow id that is taken is found out after the start was initiated (swf-spec.md 3.2.12); a domain that is full
            // may be found so before or after it.
            let isLate = attributes.cause == .workflowAlreadyRunning
            if isLate != (attributes.initiatedEventId != 0), attributes.cause != .openWorkflowsLimitExceeded {
                findings.report(.items, event, "cause and initiatedEventId do not go together.")
            }
            guard attributes.initiatedEventId != 0 else { break }
            guard let child = open.removeValue(forKey: attributes.initiatedEventId) else {
                return findings.report(.items, event, "no such child is open.")
            }
            if child.startedEventId != nil { findings.report(.items, event, "the child had started.") }
        case .childWorkflowExecutionStarted(let attributes):
            guard let child = open[attributes.initiatedEventId] else {
                return findings.report(.items, event, "no such child is open.")
            }
            open[attributes.initiatedEventId]?.startedEventId = event.eventId
            if child.startedEventId != nil { findings.report(.items, event, "the child had started.") }
            if child.workflowId != attributes.workflowExecution.workflowId {
                findings.report(.items, event, "it is another workflow id.")
            }
        case .childWorkflowExecutionCompleted(let attributes):
            close(attributes.initiatedEventId, attributes.startedEventId, event, &findings)
        case .childWorkflowExecutionFailed(let attributes):
            close(attributes.initiatedEventId, attributes.startedEventId, event, &findings)
        case .childWorkflowExecutionCanceled(let attributes):
            close(attributes.initiatedEventId, attributes.startedEventId, event, &findings)
        case .childWorkflowExecutionTimedOut(let attributes):
            close(attributes.initiatedEventId, attributes.startedEventId, event, &findings)
        case .childWorkflowExecutionTerminated(let attributes):
            close(attributes.initiatedEventId, attributes.startedEventId, event, &findings)
        default:
            break
        }
    }

    private mutating func close(
        _ initiatedEventId: EventId,
        _ startedEventId: EventId,
        _ event: HistoryEvent,
        _ findings: inout LintFindings
    ) {
        guard let child = open.removeValue(forKey: initiatedEventId) else {
            return findings.report(.items, event, "no such child is open.")
        }
        if child.startedEventId != startedEventId {
            findings.report(.items, event, "the child did not start at \(startedEventId).")
        }
    }
}

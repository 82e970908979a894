import SWFModel

/// Each signal or cancel request to another execution has at most one outcome.
struct ExternalRules: Sendable {
    private enum Kind {
        case signal
        case cancel
    }

    private var open: [EventId: Kind] = [:]

    mutating func take(_ event: HistoryEvent, _ findings: inout LintFindings) {
        switch event.attributes {
        case .signalExternalWorkflowExecutionInitiated:
            open[event.eventId] = .signal
        case .requestCancelExternalWorkflowExecutionInitiated:
            open[event.eventId] = .cancel
        case .externalWorkflowExecutionSignaled(let attributes):
            close(attributes.initiatedEventId, .signal, event, &findings)
        case .signalExternalWorkflowExecutionFailed(let attributes):
            // Refused outright, it was never initiated, and the link is 0.
            if attributes.initiatedEventId == 0, attributes.cause != .unknownExternalWorkflowExecution { break }
            close(attributes.initiatedEventId, .signal, event, &findings)
        case .externalWorkflowExecutionCancelRequested(let attributes):
            close(attributes.initiatedEventId, .cancel, event, &findings)
        case .requestCancelExternalWorkflowExecutionFailed(let attributes):
            if attributes.initiatedEventId == 0, attributes.cause != .unknownExternalWorkflowExecution { break }
            close(attributes.initiatedEventId, .cancel, event, &findings)
        default:
            break
        }
    }

    private mutating func close(
        _ initiatedEventId: EventId,
        _ kind: Kind,
        _ event: HistoryEvent,
        _ findings: inout LintFindings
    ) {
        if open.removeValue(forKey: initiatedEventId) != kind {
            findings.report(.items, event, "no such request is open.")
        }
    }
}

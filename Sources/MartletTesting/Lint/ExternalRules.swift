import SWFModel

/// Each signal or cancel request to another execution has at most one outcome.
struct ExternalRules: Sendable {
    private enum Kind {
        case signal
        case cancel
    }

    private var open: [EventId: Kind] = [:]

    mutating func take(_ event: HistoryEvent) -> [String] {
        switch event.attributes {
        case .signalExternalWorkflowExecutionInitiated:
            open[event.eventId] = .signal
            return []
        case .requestCancelExternalWorkflowExecutionInitiated:
            open[event.eventId] = .cancel
            return []
        case .externalWorkflowExecutionSignaled(let attributes):
            return closed(attributes.initiatedEventId, .signal)
        case .signalExternalWorkflowExecutionFailed(let attributes):
            // Refused outright, it was never initiated, and the link is 0.
            return attributes.initiatedEventId == 0 ? [] : closed(attributes.initiatedEventId, .signal)
        case .externalWorkflowExecutionCancelRequested(let attributes):
            return closed(attributes.initiatedEventId, .cancel)
        case .requestCancelExternalWorkflowExecutionFailed(let attributes):
            return attributes.initiatedEventId == 0 ? [] : closed(attributes.initiatedEventId, .cancel)
        default:
            return []
        }
    }

    private mutating func closed(_ initiatedEventId: EventId, _ kind: Kind) -> [String] {
        open.removeValue(forKey: initiatedEventId) == kind ? [] : ["no such request is open."]
    }
}

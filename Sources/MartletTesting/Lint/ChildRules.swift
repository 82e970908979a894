import SWFModel

/// Each child that was initiated starts or fails to, once, and each that started closes at most once.
struct ChildRules: Sendable {
    private struct Child {
        var workflowId: String
        var startedEventId: EventId?
    }

    private var open: [EventId: Child] = [:]

    mutating func take(_ event: HistoryEvent) -> [String] {
        switch event.attributes {
        case .startChildWorkflowExecutionInitiated(let attributes):
            open[event.eventId] = Child(workflowId: attributes.workflowId)
            return []
        case .startChildWorkflowExecutionFailed(let attributes):
            guard attributes.initiatedEventId != 0 else { return [] }
            guard let child = open.removeValue(forKey: attributes.initiatedEventId) else {
                return ["no such child is open."]
            }
            return child.startedEventId == nil ? [] : ["the child had started."]
        case .childWorkflowExecutionStarted(let attributes):
            guard let child = open[attributes.initiatedEventId] else { return ["no such child is open."] }
            open[attributes.initiatedEventId]?.startedEventId = event.eventId
            if child.startedEventId != nil { return ["the child had started."] }
            return child.workflowId == attributes.workflowExecution.workflowId ? [] : ["it is another workflow id."]
        case .childWorkflowExecutionCompleted(let attributes):
            return closed(attributes.initiatedEventId, attributes.startedEventId)
        case .childWorkflowExecutionFailed(let attributes):
            return closed(attributes.initiatedEventId, attributes.startedEventId)
        case .childWorkflowExecutionCanceled(let attributes):
            return closed(attributes.initiatedEventId, attributes.startedEventId)
        case .childWorkflowExecutionTimedOut(let attributes):
            return closed(attributes.initiatedEventId, attributes.startedEventId)
        case .childWorkflowExecutionTerminated(let attributes):
            return closed(attributes.initiatedEventId, attributes.startedEventId)
        default:
            return []
        }
    }

    private mutating func closed(_ initiatedEventId: EventId, _ startedEventId: EventId) -> [String] {
        guard let child = open.removeValue(forKey: initiatedEventId) else { return ["no such child is open."] }
        return child.startedEventId == startedEventId ? [] : ["the child did not start at \(startedEventId)."]
    }
}

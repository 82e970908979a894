import SWFModel

/// The longest text of a history that an author wrote: an input, a result, details, a context.
struct LargestValue: Hashable, Sendable {
    /// The member of the event.
    var name: String
    /// The event.
    var eventId: EventId
    /// Its length as the protocol counts it, in UTF-16 units.
    var characters: Int

    /// Nil when there is no such text.
    init?(_ events: [HistoryEvent]) {
        var largest: LargestValue?
        for event in events {
            for (name, text) in Self.values(event) {
                guard let length = text?.utf16.count, length > largest?.characters ?? 0 else { continue }
                largest = LargestValue(name: name, eventId: event.eventId, characters: length)
            }
        }
        guard let largest else { return nil }
        self = largest
    }

    private init(name: String, eventId: EventId, characters: Int) {
        self.name = name
        self.eventId = eventId
        self.characters = characters
    }

    private static func values(_ event: HistoryEvent) -> [(String, String?)] {
        switch event.attributes {
        case .workflowExecutionStarted(let a): [("input", a.input)]
        case .workflowExecutionSignaled(let a): [("input", a.input)]
        case .workflowExecutionCompleted(let a): [("result", a.result)]
        case .workflowExecutionFailed(let a): [("details", a.details)]
        case .workflowExecutionContinuedAsNew(let a): [("input", a.input)]
        case .decisionTaskCompleted(let a): [("executionContext", a.executionContext)]
        case .activityTaskScheduled(let a): [("input", a.input), ("control", a.control)]
        case .activityTaskCompleted(let a): [("result", a.result)]
        case .activityTaskFailed(let a): [("details", a.details)]
        case .markerRecorded(let a): [("details", a.details)]
        case .timerStarted(let a): [("control", a.control)]
        case .startChildWorkflowExecutionInitiated(let a): [("input", a.input), ("control", a.control)]
        case .childWorkflowExecutionCompleted(let a): [("result", a.result)]
        case .signalExternalWorkflowExecutionInitiated(let a): [("input", a.input)]
        case .lambdaFunctionScheduled(let a): [("input", a.input)]
        case .lambdaFunctionCompleted(let a): [("result", a.result)]
        default: []
        }
    }
}

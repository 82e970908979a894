public import SWFModel

/// Prints events of a history, one a line, so that a test can show a history as text.
///
/// ```
/// 5 ActivityTaskScheduled activityId=a decision=4
/// ```
///
/// The number and the type come first, then what tells the event from others of its type, links by their short names.
public enum HistoryTrace {
    /// How much of an event is printed.
    public enum Detail: Sendable {
        /// Ids, names, links, causes, and what a task or execution came to.
        case brief
        /// What a workflow asked for and got, as a person tells it.
        case steps
        /// Every member that is there.
        case full
    }

    /// One line an event.
    public static func text(_ events: some Sequence<HistoryEvent>, detail: Detail = .brief) -> String {
        events.map { line($0, detail: detail) }.joined(separator: "\n")
    }

    /// One event as a line, without its time.
    public static func line(_ event: HistoryEvent, detail: Detail = .brief) -> String {
        let children = Mirror(reflecting: attributes(of: event)).children.compactMap { child in
            child.label.flatMap { label in text(of: child.value).map { (label: label, value: $0) } }
        }
        let members: [String] =
            switch detail {
            case .brief: children.compactMap { child in briefNames[child.label].map { "\($0)=\(child.value)" } }
            case .steps: steps(event.eventType, Dictionary(children) { first, _ in first })
            case .full: children.map { "\(briefNames[$0.label] ?? $0.label)=\($0.value)" }
            }
        return (["\(event.eventId)", event.eventType.rawValue] + members).joined(separator: " ")
    }

    /// What a brief line shows, and what it calls it.
    private static let briefNames = [
        "activityId": "activityId", "timerId": "timerId", "markerName": "marker", "signalName": "signal",
        "workflowId": "workflowId", "id": "id", "taskList": "taskList",
        "scheduledEventId": "scheduled", "startedEventId": "started", "initiatedEventId": "initiated",
        "decisionTaskCompletedEventId": "decision", "latestCancelRequestedEventId": "cancelRequest",
        "externalInitiatedEventId": "externalInitiated", "parentInitiatedEventId": "parentInitiated",
        "cause": "cause", "timeoutType": "type", "childPolicy": "childPolicy",
        "result": "result", "reason": "reason", "details": "details",
        "newExecutionRunId": "newRun", "continuedExecutionRunId": "continuedRun",
        "externalWorkflowExecution": "external", "parentWorkflowExecution": "parent",
        "workflowExecution": "execution",
    ]

    private static func attributes(of event: HistoryEvent) -> Any {
        Mirror(reflecting: event.attributes).children.first?.value ?? event.attributes
    }

    /// The value as text; nil when it is not there.
    private static func text(of value: Any) -> String? {
        switch value {
        case let value as String: value
        case let value as Int: String(value)
        case let value as ActivityType: "\(value.name)/\(value.version)"
        case let value as WorkflowType: "\(value.name)/\(value.version)"
        case let value as WorkflowExecution: "\(value.workflowId)/\(value.runId)"
        case let value as TaskList: value.name
        case let value as [String]: "[\(value.joined(separator: ", "))]"
        case let value as any RawRepresentable: "\(value.rawValue)"
        default: optional(value)
        }
    }

    private static func optional(_ value: Any) -> String? {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .optional else { return "\(value)" }
        return mirror.children.first.flatMap { text(of: $0.value) }
    }
}

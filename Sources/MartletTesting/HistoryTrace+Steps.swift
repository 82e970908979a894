import SWFModel

extension HistoryTrace {
    /// What a line of steps shows, in this order, and what it calls it.
    private static let stepNames = [
        ("activityId", "id"), ("timerId", "id"), ("id", "id"), ("markerName", "marker"), ("signalName", "signal"),
        ("name", "function"), ("workflowId", "workflowId"), ("workflowType", "type"),
        ("workflowExecution", "execution"),
        ("externalWorkflowExecution", "external"), ("scheduledEventId", "of"), ("initiatedEventId", "of"),
        ("startToFireTimeout", "fires"), ("timeoutType", "timeout"), ("cause", "cause"), ("input", "input"),
        ("result", "result"), ("reason", "reason"), ("details", "details"), ("executionContext", "published"),
        ("tagList", "tags"), ("taskPriority", "priority"), ("continuedExecutionRunId", "continuedRun"),
        ("newExecutionRunId", "newRun"),
    ]

    /// The members of an event that a person tells.
    static func steps(_ type: EventType, _ members: [String: String]) -> [String] {
        stepNames.compactMap { label, name in
            guard let value = members[label] else { return nil }
            switch label {
            case "startToFireTimeout":
                return Int(value).map { "\(name)=\(offset(.seconds($0)))" } ?? "\(name)=\(value)"
            // The numbers alone tell nothing of the decision task.
            case "scheduledEventId" where type == .decisionTaskCompleted: return nil
            // Nobody started or signaled it from within.
            case "initiatedEventId" where value == "0": return nil
            case "taskPriority" where value == "0": return nil
            default: return "\(name)=\(value.replacing("\n", with: "\\n"))"
            }
        }
    }
}

import SWFModel

/// Decisions as a test writes them: `ScheduleActivityTask a; StartTimer t 5; CompleteWorkflowExecution done`.
///
/// Words with `=` are settings: `ScheduleActivityTask a type=Unknown scheduleToStart=10 list=slow`. Before the decisions,
/// `list=…` and `listTimeout=…` in square brackets are those of the answer: `[list=host-1 listTimeout=5] RecordMarker m`.
enum DecisionText {
    static func answer(_ text: String) -> RespondDecisionTaskCompletedInput {
        var text = text
        var input = RespondDecisionTaskCompletedInput(taskToken: "token")
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            let settings = Words(text[text.index(after: text.startIndex)..<end].split(separator: " ").map(String.init))
            input.taskList = settings["list"].map(TaskList.init)
            input.taskListScheduleToStartTimeout = settings["listTimeout"]
            input.executionContext = settings["context"]
            text = String(text[text.index(after: end)...])
        }
        input.decisions = text.split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }.compactMap(decision)
        return input
    }

    static func decision(_ text: String) -> Decision? {
        let words = Words(text.split(separator: " ").map(String.init))
        let first = words.plain.dropFirst().first ?? ""
        let second = words.plain.dropFirst(2).first
        switch DecisionType(rawValue: words.plain.first ?? "") {
        case .scheduleActivityTask:
            return .scheduleActivityTask(
                .init(
                    activityId: first,
                    activityType: ActivityType(name: words["type"] ?? "Render", version: "1"),
                    heartbeatTimeout: words["heartbeat"],
                    scheduleToCloseTimeout: words["scheduleToClose"],
                    scheduleToStartTimeout: words["scheduleToStart"],
                    startToCloseTimeout: words["startToClose"],
                    taskList: words["list"].map(TaskList.init),
                    taskPriority: words["priority"]
                )
            )
        case .requestCancelActivityTask: return .requestCancelActivityTask(.init(activityId: first))
        case .completeWorkflowExecution: return .completeWorkflowExecution(.init(result: words.plain.dropFirst().first))
        case .failWorkflowExecution: return .failWorkflowExecution(.init(reason: words.plain.dropFirst().first))
        case .cancelWorkflowExecution: return .cancelWorkflowExecution(.init(details: words.plain.dropFirst().first))
        case .continueAsNewWorkflowExecution:
            return .continueAsNewWorkflowExecution(
                .init(
                    childPolicy: words["childPolicy"].flatMap(ChildPolicy.init),
                    executionStartToCloseTimeout: words["executionTimeout"],
                    taskList: words["list"].map(TaskList.init),
                    taskStartToCloseTimeout: words["taskTimeout"],
                    workflowTypeVersion: words.plain.dropFirst().first
                )
            )
        case .recordMarker: return .recordMarker(.init(markerName: first))
        case .startTimer: return .startTimer(.init(startToFireTimeout: second ?? "0", timerId: first))
        case .cancelTimer: return .cancelTimer(.init(timerId: first))
        case .signalExternalWorkflowExecution:
            return .signalExternalWorkflowExecution(
                .init(runId: words["run"], signalName: second ?? "", workflowId: first)
            )
        case .requestCancelExternalWorkflowExecution:
            return .requestCancelExternalWorkflowExecution(.init(runId: words["run"], workflowId: first))
        case .startChildWorkflowExecution:
            return .startChildWorkflowExecution(
                .init(
                    childPolicy: words["childPolicy"].flatMap(ChildPolicy.init),
                    executionStartToCloseTimeout: words["executionTimeout"],
                    taskList: words["list"].map(TaskList.init),
                    taskPriority: words["priority"],
                    taskStartToCloseTimeout: words["taskTimeout"],
                    workflowId: first,
                    workflowType: WorkflowType(name: words["type"] ?? "Publish", version: "1")
                )
            )
        case .scheduleLambdaFunction:
            return .scheduleLambdaFunction(
                .init(id: first, name: "f", startToCloseTimeout: words["startToClose"])
            )
        case nil: return nil
        }
    }
}

/// The words of a line: plain ones in order, and settings with `=`.
struct Words {
    var plain: [String] = []
    private var settings: [String: String] = [:]

    init(_ words: [String]) {
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1)
            if parts.count == 2 {
                settings[String(parts[0])] = String(parts[1])
            } else {
                plain.append(word)
            }
        }
    }

    subscript(name: String) -> String? { settings[name] }
}

import SWFModel

/// What a decision hands on to somebody: the input of an activity, child, lambda function or next run, the payload of a signal.
struct HandedInput {
    /// As the history has it.
    var recorded: String?
    /// As the code asks now.
    var asked: String?

    /// What a decision and the event that records it hand on; nil when they hand nothing on.
    init?(_ event: HistoryEvent.Attributes, _ decision: Decision) {
        switch (event, decision) {
        case (.activityTaskScheduled(let event), .scheduleActivityTask(let asked)):
            self.init(recorded: event.input, asked: asked.input)
        case (.startChildWorkflowExecutionInitiated(let event), .startChildWorkflowExecution(let asked)):
            self.init(recorded: event.input, asked: asked.input)
        case (.signalExternalWorkflowExecutionInitiated(let event), .signalExternalWorkflowExecution(let asked)):
            self.init(recorded: event.input, asked: asked.input)
        case (.lambdaFunctionScheduled(let event), .scheduleLambdaFunction(let asked)):
            self.init(recorded: event.input, asked: asked.input)
        case (.workflowExecutionContinuedAsNew(let event), .continueAsNewWorkflowExecution(let asked)):
            self.init(recorded: event.input, asked: asked.input)
        default:
            return nil
        }
    }

    private init(recorded: String?, asked: String?) {
        self.recorded = recorded
        self.asked = asked
    }

    /// Whether the two are not the same.
    var differs: Bool { recorded != asked }

    /// Both in words, from a little before the place where they part.
    var words: (recorded: String, asked: String) {
        let same = zip(recorded ?? "", asked ?? "").prefix { $0 == $1 }.count
        return (Self.words(recorded, from: same), Self.words(asked, from: same))
    }

    private static let before = 20
    private static let longest = 80

    private static func words(_ text: String?, from same: Int) -> String {
        guard let text else { return "no input" }
        guard text.count > longest else { return "the input \(text)" }
        let start = max(0, same - before)
        let part = text.dropFirst(start)
        return "the input \(start > 0 ? "…" : "")\(part.prefix(longest))\(part.count > longest ? "…" : "")"
    }
}

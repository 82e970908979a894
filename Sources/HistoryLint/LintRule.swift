/// The rules that every history of the service keeps (swf-spec.md 5.17; design.md, invariant 2).
public enum LintRule: String, CaseIterable, Codable, Hashable, Sendable {
    /// Event ids run from 1 without a gap (5.17, number 1).
    case numbers
    /// No event is earlier than the one before it (5.17, number 1).
    case times
    /// Event 1 is WorkflowExecutionStarted and event 2 DecisionTaskScheduled, of one moment (5.17, number 1).
    case beginning
    /// At most one event closes the execution, and nothing follows it (5.17, number 2).
    case close
    /// What starts, answers or times out a decision task names one that is there to be started, answered or timed out
    /// (5.17, number 3).
    case decisionTaskLinks
    /// At most one decision task is started, and at most one waits (5.17, number 4).
    case oneDecisionTask
    /// While a decider works, the next decision task is scheduled directly after the first event that needs it
    /// (5.17, number 5).
    case queuedDecisionTask
    /// Every event that a decider must see has a decision task after it, and there is none without such an event
    /// (5.17, number 6).
    case wakeUp
    /// What follows from a decider's answer stands directly behind it and is of its moment (5.17, number 7).
    case answer
    /// Activity tasks, timers, children, requests to other executions and lambda tasks are opened once, closed at most
    /// once, and named by events that fit them (5.17, number 8).
    case items
    /// A close is refused as unhandled only when a decision task was scheduled while the decider worked (5.17, number 9).
    case unhandledDecision
    /// No clock runs out early, and none that does not run (5.3).
    case clocks
    /// A child names its parent and the event that initiated it, and no other execution does (4).
    case parent

    /// What the rule asks for, as a sentence.
    public var meaning: String {
        switch self {
        case .numbers: "Event ids run from 1 without a gap."
        case .times: "No event is earlier than the one before it."
        case .beginning: "An execution begins with WorkflowExecutionStarted and DecisionTaskScheduled, of one moment."
        case .close: "At most one event closes an execution, and nothing follows it."
        case .decisionTaskLinks: "A decision task is started once and ended once, by events that name it."
        case .oneDecisionTask: "At most one decision task is started, and at most one waits."
        case .queuedDecisionTask:
            "While a decider works, the next decision task directly follows the first event that needs it."
        case .wakeUp: "Every event that a decider must see has a decision task after it, and no other has."
        case .answer: "What follows from a decider's answer stands directly behind it and is of its moment."
        case .items: "What a decision opens is closed at most once, by events that name it."
        case .unhandledDecision: "A close is refused as unhandled only when there was something unhandled."
        case .clocks: "No clock runs out early."
        case .parent: "A child names its parent and the event that initiated it; no other execution does."
        }
    }

    /// Where the rule comes from, in the specification of the protocol.
    public var source: String {
        switch self {
        case .numbers, .times, .beginning: "swf-spec.md 5.17, number 1"
        case .close: "swf-spec.md 5.17, number 2"
        case .decisionTaskLinks: "swf-spec.md 5.17, number 3"
        case .oneDecisionTask: "swf-spec.md 5.17, number 4"
        case .queuedDecisionTask: "swf-spec.md 5.17, number 5"
        case .wakeUp: "swf-spec.md 5.17, number 6"
        case .answer: "swf-spec.md 5.17, number 7"
        case .items: "swf-spec.md 5.17, number 8"
        case .unhandledDecision: "swf-spec.md 5.17, number 9"
        case .clocks: "swf-spec.md 5.3"
        case .parent: "swf-spec.md 4"
        }
    }
}

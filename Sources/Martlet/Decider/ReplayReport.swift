public import DeciderCore

/// What came of running today's code over a recorded history.
public struct ReplayReport: Sendable, Hashable, CustomStringConvertible {
    /// Whether the code follows the history.
    public enum Verdict: Sendable, Hashable {
        /// At every decision task the code asks for what the history says was asked.
        case replays
        /// The code asks for something else.
        case diverges(Divergence)
        /// The code does what cannot be replayed; the sentence names the place.
        case misuse(String)
        /// None of the workflows has the type that the execution was started with.
        case unknownWorkflow(WorkflowType)
        /// The events do not fit together: the history is no whole one, from event 1 without a gap.
        case malformed(eventId: EventId, problem: String)
    }

    /// The execution.
    public var execution: WorkflowExecution
    /// The workflow type that the execution was started with; nil when the history does not say.
    public var type: WorkflowType?
    /// How many events the history has.
    public var eventCount: Int
    /// How many of its decision tasks were answered: so often the code was run on.
    public var decisionTaskCount: Int
    /// Whether the code follows the history.
    public var verdict: Verdict

    /// Creates a report.
    public init(
        execution: WorkflowExecution,
        type: WorkflowType?,
        eventCount: Int,
        decisionTaskCount: Int,
        verdict: Verdict
    ) {
        self.execution = execution
        self.type = type
        self.eventCount = eventCount
        self.decisionTaskCount = decisionTaskCount
        self.verdict = verdict
    }

    /// A sentence for people, without the names of the execution.
    public var description: String {
        let name = type.map { "\($0.name) \($0.version)" } ?? "the workflow"
        return switch verdict {
        case .replays:
            "\(name) replays: \(Self.count(eventCount, "event")), \(Self.count(decisionTaskCount, "decision task"))"
        case .diverges(let divergence):
            "\(name) does not follow its history: \(divergence)"
        case .misuse(let sentence):
            "\(name) cannot be replayed: \(sentence)"
        case .unknownWorkflow(let type):
            "there is no workflow \(type.name) version \(type.version) here"
        case .malformed(let eventId, let problem):
            "the history does not fit together at event \(eventId): \(problem)"
        }
    }

    private static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

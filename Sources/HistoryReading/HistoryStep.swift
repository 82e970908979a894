public import SWFModel

/// One thing that an execution asked for, with what came of it: an activity task, a timer, a child, a decision task.
public struct HistoryStep: Hashable, Sendable {
    /// What was asked for.
    public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        /// A decision task, which the service asks for itself.
        case decision
        /// An activity task: one attempt.
        case activity
        /// A lambda task.
        case function
        /// A child execution.
        case child
        /// A timer.
        case timer
        /// A signal to another execution.
        case signal
        /// A cancel request to another execution.
        case cancelRequest = "cancel_request"
    }

    /// What came of it.
    public enum Outcome: String, Codable, CaseIterable, Hashable, Sendable {
        /// It was done; a timer fired; a message arrived.
        case completed
        /// It failed.
        case failed
        /// One of its clocks ran out.
        case timedOut = "timed_out"
        /// It was canceled.
        case canceled
        /// A child was terminated.
        case terminated
        /// The service did not begin with it.
        case refused
    }

    /// What was asked for.
    public var kind: Kind
    /// Its activity id, timer id or lambda id, or the workflow id of the other execution; for a decision task its task list.
    public var id: String
    /// The name of the activity type, the child's workflow type or the lambda function, or of the signal.
    public var type: String?
    /// The version of the type.
    public var version: String?
    /// The task list that its task was put into.
    public var taskList: String?
    /// The event that asked for it.
    public var eventId: EventId
    /// When it was asked for.
    public var scheduled: Timestamp
    /// When somebody began with it; a child's start.
    public var started: Timestamp?
    /// Who began with it, as they named themselves.
    public var identity: String?
    /// When it was over.
    public var closed: Timestamp?
    /// What came of it; nil while it is open.
    public var outcome: Outcome?
    /// Which clock ran out, such as `START_TO_CLOSE`.
    public var timeoutType: String?
    /// Why it failed or was refused.
    public var reason: String?
    /// More about its end.
    public var details: String?
    /// What it gave back.
    public var result: String?
    /// What it was given.
    public var input: String?
    /// How long a timer runs, or a task may take once somebody has it; seconds as text, or `NONE`.
    public var limit: String?
    /// How long a task may wait for somebody.
    public var waitLimit: String?
    /// How long a worker may be silent.
    public var heartbeatLimit: String?
    /// Whether its workflow asked for it to be canceled.
    public var isCancelRequested = false

    init(_ kind: Kind, _ id: String, _ event: HistoryEvent) {
        self.kind = kind
        self.id = id
        eventId = event.eventId
        scheduled = event.eventTimestamp
    }

    /// Whether nothing came of it yet.
    public var isOpen: Bool { outcome == nil }
    /// How long it waited for somebody; nil when nobody began with it.
    public var waitTime: Duration? { started.map { $0 - scheduled } }
    /// How long it took from its beginning to its end; nil without either.
    public var runTime: Duration? { started.flatMap { start in closed.map { $0 - start } } }
    /// When a timer fires, or the task times out after it was begun; nil when that is not known, or never.
    public var end: Timestamp? {
        TimeoutInterval(wire: limit)?.deadline(from: kind == .timer ? scheduled : started ?? scheduled)
    }
}

public import SWFModel

/// One execution as its code sees it: the history comes in event by event, what the code asks for comes in command by
/// command, and decisions come out. Pure.
///
/// The caller lets the replay ``lookAhead(_:)`` over the events, and applies them in order. Each time ``apply(_:)`` says so, a
/// decision task begins: the caller takes ``nextResolution()`` until there is none, after each lets the code run until it
/// waits, tells what it asks for by ``schedule(_:place:)`` and its siblings, and then calls ``endTurn()``. In a replay the
/// asked decisions are held against the events that follow. For the decision task at hand the caller applies its DecisionTaskStarted, calls
/// ``beginLiveTurn()``, runs the code in the same way, and sends ``decisions(within:)``.
public struct Replay: Hashable, Sendable {
    /// One run of the code: what a decision task brought.
    struct Turn: Hashable, Sendable {
        var startedEventId: EventId
        var now: Timestamp
        var events: [HistoryEvent]
        var cursor = 0
        var isReplay: Bool
    }

    /// The last event applied.
    public internal(set) var lastEventId: EventId = 0
    /// Whether the turn at hand replays what was decided before. One that was only answered by holding the execution does
    /// not, unless the code has decided since.
    public var isReplaying: Bool { turn?.isReplay ?? (liveTurnId == nil) }
    /// When the decision task of the latest turn was started: the execution's own time.
    public internal(set) var now = Timestamp(milliseconds: 0)
    /// How many events the history had when the decision task of the latest turn was started.
    public internal(set) var historyLength = 0
    /// The DecisionTaskStarted of the turn whose decisions were not yet seen in the history; nil before the first.
    public internal(set) var liveTurnId: EventId?
    /// Whether the service refused something in the latest turn because it came too fast; the answer should wait.
    public internal(set) var isThrottled = false

    var window = DecisionTaskWindow()
    var turn: Turn?
    var machines: [CommandMachine] = []
    /// Asked and not yet sent.
    var outbox: [AskedDecision] = []
    /// Sent, or to be found in the history next.
    var sent: [AskedDecision] = []
    var sentIndex = 0
    /// The DecisionTaskCompleted whose decisions are being read.
    var completedEventId: EventId?
    /// The last event of an answer: its DecisionTaskCompleted, or the last that records one of its decisions.
    var lastAnswerEventId: EventId = 0
    var close = CloseMachine()
    /// From ActivityTaskScheduled, TimerStarted and refusals to their commands. Looked up, never walked through.
    var commandByEvent: [EventId: CommandId] = [:]
    var continuations = 0
    /// The DecisionTaskCompleted from which on no answer was the code's; nil when the last one was.
    var undecidedFrom: EventId?

    /// An execution of which nothing is known.
    public init() {}

    /// How many commands the code has asked for so far.
    public var commandCount: Int { machines.count }

    /// Whether the code has ended.
    public var hasEnded: Bool { close.state != .open }

    /// Whether the history says that the execution is closed.
    public internal(set) var isClosed = false

    /// Whether code that hands on another input than the history has does not follow it. A decider does not ask: what was
    /// handed on is done, and inputs may change with the code.
    public var comparesInputs = false
}

public import SWFModel

extension Replay {
    /// Looks at the events that are to be applied next, all that are known: which of their answers were the last, and only
    /// held the execution.
    ///
    /// The turn of such an answer is run like any other, but nothing of it was decided: what the code asks for in it goes
    /// with the next answer, so the code is as free in it as in the turn at hand. Once an answer of the code follows, that
    /// one decided for both.
    public mutating func lookAhead(_ events: ArraySlice<HistoryEvent>) {
        undecidedFrom = nil
        for index in events.indices.reversed() {
            guard case .decisionTaskCompleted = events[index].attributes else { continue }
            // What an answer records stands right behind its DecisionTaskCompleted (swf-spec.md 2.4.28).
            let next = events.index(after: index)
            guard next < events.endIndex, OwnName.holds(events[next].attributes) else { return }
            undecidedFrom = events[index].eventId
        }
    }

    /// Applies the next event.
    ///
    /// - Returns: Whether an answered decision task's turn begins, for which the code is to be run now.
    ///
    /// - Throws: When the code does something else than the history says, or the history does not fit.
    public mutating func apply(_ event: HistoryEvent) throws(ReplayError) -> Bool {
        guard event.eventId == lastEventId + 1 else {
            throw .malformed(eventId: event.eventId, problem: "it follows event \(lastEventId)")
        }
        lastEventId = event.eventId
        switch event.attributes {
        case .decisionTaskScheduled:
            return false
        case .decisionTaskStarted:
            try finishReading()
            // The last answer must stand in the history before the next task is handed out.
            if liveTurnId != nil { throw .stale }
            window.started(event)
            return false
        case .decisionTaskTimedOut(let attributes):
            if liveTurnId == attributes.startedEventId, liveTurnId != nil { throw .stale }
            window.timedOut(startedEventId: attributes.startedEventId)
            return false
        case .decisionTaskCompleted(let attributes):
            try finishReading()
            completedEventId = event.eventId
            lastAnswerEventId = event.eventId
            if let liveTurnId {
                guard liveTurnId == attributes.startedEventId else { throw .stale }
                self.liveTurnId = nil
                return false
            }
            guard let task = window.task, task.startedEventId == attributes.startedEventId else {
                throw .malformed(eventId: event.eventId, problem: "its decision task was not started")
            }
            begin(task, isReplay: undecidedFrom.map { event.eventId < $0 } ?? true)
            return true
        default:
            try read(event)
            if Self.mayConcernCode(event.attributes) { window.append(event) }
            return false
        }
    }

    /// Applies events until a turn begins.
    ///
    /// - Returns: How many were applied, and whether a turn begins with the last of them.
    ///
    /// - Throws: As ``apply(_:)``.
    public mutating func apply(_ events: ArraySlice<HistoryEvent>) throws(ReplayError) -> (count: Int, isTurn: Bool) {
        for index in events.indices {
            if try apply(events[index]) { return (index - events.startIndex + 1, true) }
        }
        return (events.count, false)
    }

    /// No further event is to be applied.
    ///
    /// - Throws: When the history goes on behind its last answer, and the code asked for more than that had. A history that
    ///   ends among the events of an answer says nothing of what may be missing.
    public mutating func endHistory() throws(ReplayError) {
        if lastEventId > lastAnswerEventId { try finishReading() }
    }

    /// The last event applied is the DecisionTaskStarted of the task at hand: its turn begins.
    public mutating func beginLiveTurn() throws(ReplayError) {
        guard let task = window.task, task.startedEventId == lastEventId else {
            throw .malformed(eventId: lastEventId, problem: "it is not the start of a decision task")
        }
        begin(task, isReplay: false)
        liveTurnId = task.startedEventId
    }

    /// What the next event of the turn means to the code; nil when there is no further.
    public mutating func nextResolution() -> Resolution? {
        while let event = nextEvent() {
            if let resolution = resolve(event) { return resolution }
        }
        return nil
    }

    /// The code has seen all of the turn and waits, or has ended.
    public mutating func endTurn() {
        turn = nil
        if close.state == .due, let close = close.close {
            outbox.append(AskedDecision(command: nil, decision: close.decision, place: self.close.place))
            self.close.state = .sent
        }
        sent = outbox
        sentIndex = 0
        outbox = []
    }

    /// The decisions of the live turn: all of them, or so many as fit and a timer that calls for the rest.
    public func decisions(within limit: BatchLimit = BatchLimit()) -> [Decision] {
        let count = limit.prefix(of: sent)
        let decisions = sent.prefix(count).map(\.decision)
        guard count < sent.count else { return decisions }
        let timer = StartTimerDecisionAttributes(
            startToFireTimeout: "0",
            timerId: "\(OwnName.continueTimer)\(continuations + 1)"
        )
        return decisions + [.startTimer(timer)]
    }

    mutating func begin(_ task: DecisionTaskWindow.Task, isReplay: Bool) {
        now = max(now, task.startedAt)
        historyLength = task.startedEventId
        isThrottled = false
        turn = Turn(
            startedEventId: task.startedEventId,
            now: now,
            events: window.take(task),
            isReplay: isReplay
        )
    }

    private mutating func nextEvent() -> HistoryEvent? {
        guard let cursor = turn?.cursor, let event = turn?.events[safely: cursor] else { return nil }
        turn?.cursor += 1
        return event
    }
}

public import SWFModel

extension Replay {
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
            begin(task, isReplay: true)
            return true
        default:
            try read(event)
            window.append(event)
            return false
        }
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

import SWFModel

extension Replay {
    /// What the timers that call for the rest of an answer are named after.
    static let continueTimer = "martlet.continue-"
    /// What the timers before a refused close is tried again are named after.
    static let closeTimer = "martlet.close-"

    /// Holds an event against what the code asked, when the event records a decision.
    mutating func read(_ event: HistoryEvent) throws(ReplayError) {
        if RecordedDecision.isClosing(event.attributes) { isClosed = true }
        guard let recordedIn = RecordedDecision.completedEventId(of: event.attributes), recordedIn == completedEventId
        else { return }
        if case .timerStarted(let attributes) = event.attributes, attributes.timerId.hasPrefix(Self.continueTimer) {
            continuations += 1
            carryOver()
            return
        }
        let asked = sent[safely: sentIndex]
        if case .failWorkflowExecutionFailed = event.attributes, asked?.decision.decisionType != .failWorkflowExecution
        {
            // A decider gave the execution up instead of sending what the code asked, and was refused.
            carryOver()
            return
        }
        guard let asked, RecordedDecision.matches(event.attributes, asked.decision) else {
            throw .divergence(
                Divergence(
                    eventId: event.eventId,
                    recorded: DecisionWords.words(for: event),
                    asked: asked.map { DecisionWords.words(for: $0.decision) } ?? "nothing more",
                    place: asked?.place
                )
            )
        }
        sentIndex += 1
        note(event, asked: asked)
    }

    /// A recorded decision moves its command on.
    private mutating func note(_ event: HistoryEvent, asked: AskedDecision) {
        switch event.attributes {
        case .activityTaskScheduled:
            update(asked.command, event.eventId) { (machine: inout ActivityMachine) in
                machine.state = .scheduled(event.eventId)
            }
        case .scheduleActivityTaskFailed(let attributes):
            update(asked.command, event.eventId) { (machine: inout ActivityMachine) in
                machine.state = .refused(attributes.cause)
            }
        case .timerStarted:
            update(asked.command, event.eventId) { (machine: inout TimerMachine) in
                machine.state = .started(event.eventId)
            }
        case .startTimerFailed(let attributes):
            update(asked.command, event.eventId) { (machine: inout TimerMachine) in
                machine.state = .refused(attributes.cause)
            }
        case .workflowExecutionCompleted, .workflowExecutionFailed, .workflowExecutionCanceled:
            close.state = .closed
        case .completeWorkflowExecutionFailed(let attributes):
            closeRefused(isPermission: attributes.cause == .operationNotPermitted)
        case .failWorkflowExecutionFailed(let attributes):
            closeRefused(isPermission: attributes.cause == .operationNotPermitted)
        case .cancelWorkflowExecutionFailed(let attributes):
            closeRefused(isPermission: attributes.cause == .operationNotPermitted)
        default:
            break
        }
    }

    private mutating func closeRefused(isPermission: Bool) {
        guard isPermission else {
            close.state = .due
            return
        }
        // Without a wait the refusal would call for the next decision task at once, and so on for ever.
        close.state = .waiting
        let timer = StartTimerDecisionAttributes(
            startToFireTimeout: String(close.waitSeconds),
            timerId: "\(Self.closeTimer)\(close.refusals + 1)"
        )
        close.refusals += 1
        outbox.append(AskedDecision(command: nil, decision: .startTimer(timer), place: nil))
    }

    /// What was not sent goes with the next answer, before anything else.
    mutating func carryOver() {
        var rest = Array(sent[min(sentIndex, sent.count)...])
        if close.state == .sent, !rest.isEmpty {
            rest.removeLast()
            close.state = .due
        }
        outbox = rest + outbox
        sent = []
        sentIndex = 0
    }

    /// The decisions of an answer are read: everything the code asked must have been among them.
    mutating func finishReading() throws(ReplayError) {
        guard let completedEventId else { return }
        self.completedEventId = nil
        if let asked = sent[safely: sentIndex] {
            throw .divergence(
                Divergence(
                    eventId: completedEventId,
                    recorded: "nothing more decided with DecisionTaskCompleted",
                    asked: DecisionWords.words(for: asked.decision),
                    place: asked.place
                )
            )
        }
        sent = []
        sentIndex = 0
    }
}

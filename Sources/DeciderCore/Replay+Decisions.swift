import SWFModel

extension Replay {
    /// Holds an event against what the code asked, when the event records a decision.
    mutating func read(_ event: HistoryEvent) throws(ReplayError) {
        if RecordedDecision.isClosing(event.attributes) { isClosed = true }
        guard let recordedIn = RecordedDecision.completedEventId(of: event.attributes), recordedIn == completedEventId
        else { return }
        lastAnswerEventId = event.eventId
        if OwnName.saysOfTheRest(event.attributes) {
            if OwnName.isContinueTimer(event.attributes) { continuations += 1 }
            carryOver()
            return
        }
        if OwnName.isNote(event.attributes) {
            // It was asked for here, or it was not: that makes no difference.
            if let asked = sent[safely: sentIndex], OwnName.isNote(asked.decision) { sentIndex += 1 }
            return
        }
        passNotes()
        let asked = sent[safely: sentIndex]
        if case .failWorkflowExecutionFailed = event.attributes, asked?.decision.decisionType != .failWorkflowExecution
        {
            // A decider gave the execution up instead of sending what the code asked, and was refused.
            carryOver()
            return
        }
        guard let asked, RecordedDecision.matches(event.attributes, asked.decision) else {
            throw .divergence(
                Divergence(at: event.eventId, recorded: DecisionWords.words(for: event), asked: asked)
            )
        }
        if comparesInputs, let input = HandedInput(event.attributes, asked.decision), input.differs {
            throw .divergence(
                Divergence(
                    eventId: event.eventId,
                    recorded: "\(DecisionWords.words(for: event)) with \(input.words.recorded)",
                    asked: "\(DecisionWords.words(for: asked.decision)) with \(input.words.asked)",
                    place: asked.place
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
        case .startChildWorkflowExecutionInitiated:
            update(asked.command, event.eventId) { (machine: inout ChildMachine) in machine.state = .initiated }
        case .startChildWorkflowExecutionFailed(let attributes):
            update(asked.command, event.eventId) { (machine: inout ChildMachine) in
                machine.state = .refused(attributes.cause)
            }
        case .signalExternalWorkflowExecutionInitiated, .requestCancelExternalWorkflowExecutionInitiated:
            update(asked.command, event.eventId) { (machine: inout ExternalMachine) in machine.state = .initiated }
        case .signalExternalWorkflowExecutionFailed(let attributes):
            update(asked.command, event.eventId) { (machine: inout ExternalMachine) in
                machine.state = .refused(attributes.cause.refusal)
            }
        case .requestCancelExternalWorkflowExecutionFailed(let attributes):
            update(asked.command, event.eventId) { (machine: inout ExternalMachine) in
                machine.state = .refused(attributes.cause.refusal)
            }
        case .lambdaFunctionScheduled:
            update(asked.command, event.eventId) { (machine: inout LambdaMachine) in
                machine.state = .scheduled(event.eventId)
            }
        case .scheduleLambdaFunctionFailed(let attributes):
            update(asked.command, event.eventId) { (machine: inout LambdaMachine) in
                machine.state = .refused(attributes.cause)
            }
        case .workflowExecutionCompleted, .workflowExecutionFailed, .workflowExecutionCanceled,
            .workflowExecutionContinuedAsNew:
            close.state = .closed
        case .continueAsNewWorkflowExecutionFailed(let attributes):
            continuingRefused(attributes.cause)
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

    private mutating func continuingRefused(_ cause: ContinueAsNewWorkflowExecutionFailedCause) {
        switch cause {
        case .unhandledDecision:
            close.state = .due
        case .operationNotPermitted, .continueAsNewWorkflowExecutionRateExceeded:
            closeRefused(isPermission: true)
        case .workflowTypeDeprecated, .workflowTypeDoesNotExist, .defaultExecutionStartToCloseTimeoutUndefined,
            .defaultTaskStartToCloseTimeoutUndefined, .defaultTaskListUndefined, .defaultChildPolicyUndefined:
            // It would be refused again and again.
            close.close = .fail(reason: "Continuing as new was refused: \(cause.rawValue)", details: nil)
            close.state = .due
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
            timerId: "\(OwnName.closeTimer)\(close.refusals + 1)"
        )
        close.refusals += 1
        outbox.append(AskedDecision(command: nil, decision: .startTimer(timer), place: nil))
    }

    /// Passes over what was asked for and need not stand in the history.
    private mutating func passNotes() {
        while let asked = sent[safely: sentIndex], OwnName.isNote(asked.decision) { sentIndex += 1 }
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
        passNotes()
        if let asked = sent[safely: sentIndex] {
            throw .divergence(
                Divergence(
                    at: completedEventId,
                    recorded: "nothing more decided with DecisionTaskCompleted",
                    asked: asked
                )
            )
        }
        sent = []
        sentIndex = 0
    }
}

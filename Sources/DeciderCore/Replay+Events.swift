import SWFModel

extension Replay {
    /// Whether an event may resolve something. Those that cannot are not kept for the turn that sees them.
    static func mayConcernCode(_ event: HistoryEvent.Attributes) -> Bool {
        switch event {
        case .activityTaskScheduled, .activityTaskStarted, .activityTaskCancelRequested,
            .requestCancelActivityTaskFailed, .timerStarted, .timerCanceled, .cancelTimerFailed, .markerRecorded,
            .recordMarkerFailed, .lambdaFunctionScheduled, .lambdaFunctionStarted,
            .startChildWorkflowExecutionInitiated, .signalExternalWorkflowExecutionInitiated,
            .requestCancelExternalWorkflowExecutionInitiated:
            false
        default: true
        }
    }

    mutating func resolve(_ event: HistoryEvent) -> Resolution? {
        switch event.attributes {
        case .workflowExecutionStarted(let attributes):
            return .started(attributes)
        case .workflowExecutionCancelRequested:
            return .cancelRequested
        case .workflowExecutionSignaled(let attributes):
            return .signaled(event.eventId, attributes)
        case .activityTaskCompleted(let attributes):
            return activityClosed(attributes.scheduledEventId, event.attributes)
        case .activityTaskFailed(let attributes):
            return activityClosed(attributes.scheduledEventId, event.attributes)
        case .activityTaskTimedOut(let attributes):
            return activityClosed(attributes.scheduledEventId, event.attributes)
        case .activityTaskCanceled(let attributes):
            return activityClosed(attributes.scheduledEventId, event.attributes)
        case .scheduleActivityTaskFailed(let attributes):
            guard let command = take(event.eventId) else { return nil }
            update(command) { (machine: inout ActivityMachine) in machine.state = .closed }
            return .activity(command, .notScheduled(attributes.cause))
        case .timerFired(let attributes):
            if attributes.timerId.hasPrefix(OwnName.closeTimer), close.state == .waiting { close.state = .due }
            guard let command = take(attributes.startedEventId) else { return nil }
            update(command) { (machine: inout TimerMachine) in machine.state = .closed }
            return .timer(command, .fired)
        case .startTimerFailed(let attributes):
            return timerRefused(event.eventId, attributes.cause)
        default:
            return resolveChild(event) ?? resolveExternal(event) ?? resolveLambda(event)
        }
    }

    private mutating func resolveChild(_ event: HistoryEvent) -> Resolution? {
        switch event.attributes {
        case .childWorkflowExecutionStarted(let attributes):
            guard let command = commandByEvent[attributes.initiatedEventId],
                case .child(var machine) = machines[command - 1]
            else { return nil }
            machine.state = .started
            machines[command - 1] = .child(machine)
            if machine.isCancelAsked { askToCancel(machine, command: command, place: machine.place) }
            return .childStarted(command, attributes.workflowExecution)
        case .startChildWorkflowExecutionFailed(let attributes):
            // Refused at once, or found out when the child was to start.
            let key = attributes.initiatedEventId == 0 ? event.eventId : attributes.initiatedEventId
            guard let command = take(key) else { return nil }
            update(command) { (machine: inout ChildMachine) in machine.state = .closed }
            return .child(command, .notStarted(attributes.cause))
        default:
            guard let closed = ChildMachine.outcome(of: event.attributes), let command = take(closed.initiatedEventId)
            else { return nil }
            update(command) { (machine: inout ChildMachine) in machine.state = .closed }
            // A request to cancel that was not sent yet has nothing left to cancel.
            withdraw(command)
            return .child(command, closed.outcome)
        }
    }

    private mutating func resolveExternal(_ event: HistoryEvent) -> Resolution? {
        let key: EventId
        let outcome: ExternalOutcome
        switch event.attributes {
        case .externalWorkflowExecutionSignaled(let attributes):
            (key, outcome) = (attributes.initiatedEventId, .delivered(attributes.workflowExecution))
        case .externalWorkflowExecutionCancelRequested(let attributes):
            (key, outcome) = (attributes.initiatedEventId, .delivered(attributes.workflowExecution))
        case .signalExternalWorkflowExecutionFailed(let attributes):
            let isAtOnce = attributes.initiatedEventId == 0
            (key, outcome) = (
                isAtOnce ? event.eventId : attributes.initiatedEventId, .refused(attributes.cause.refusal)
            )
        case .requestCancelExternalWorkflowExecutionFailed(let attributes):
            let isAtOnce = attributes.initiatedEventId == 0
            (key, outcome) = (
                isAtOnce ? event.eventId : attributes.initiatedEventId, .refused(attributes.cause.refusal)
            )
        default:
            return nil
        }
        // The outcome of a child's cancel request is nobody's: the child itself tells how it ends.
        guard let command = commandByEvent[key], case .external(var machine) = machines[command - 1] else { return nil }
        commandByEvent[key] = nil
        machine.state = .closed
        machines[command - 1] = .external(machine)
        return .external(command, outcome)
    }

    private mutating func resolveLambda(_ event: HistoryEvent) -> Resolution? {
        if case .scheduleLambdaFunctionFailed(let attributes) = event.attributes {
            guard let command = take(event.eventId) else { return nil }
            update(command) { (machine: inout LambdaMachine) in machine.state = .closed }
            return .lambda(command, .notScheduled(attributes.cause))
        }
        guard let ended = LambdaMachine.outcome(of: event.attributes), let command = take(ended.scheduledEventId)
        else { return nil }
        update(command) { (machine: inout LambdaMachine) in machine.state = .closed }
        return .lambda(command, ended.outcome)
    }

    private mutating func activityClosed(
        _ scheduledEventId: EventId,
        _ attributes: HistoryEvent.Attributes
    ) -> Resolution? {
        guard let command = take(scheduledEventId), case .activity(var machine) = machines[command - 1],
            let outcome = machine.outcome(of: attributes)
        else { return nil }
        machine.state = .closed
        machines[command - 1] = .activity(machine)
        // A request to cancel that was not sent yet has nothing left to cancel.
        withdraw(command)
        return .activity(command, outcome)
    }

    private mutating func timerRefused(_ eventId: EventId, _ cause: StartTimerFailedCause) -> Resolution? {
        guard let command = take(eventId), case .timer(var machine) = machines[command - 1],
            case .refused = machine.state
        else { return nil }
        defer { machines[command - 1] = .timer(machine) }
        if cause == .timerCreationRateExceeded {
            machine.state = .asked
            isThrottled = true
            outbox.append(
                AskedDecision(command: command, decision: .startTimer(machine.attributes), place: machine.place)
            )
            return nil
        }
        machine.state = .closed
        return .timer(command, .refused(cause))
    }

    /// The command that an event belongs to, which is then forgotten.
    private mutating func take(_ eventId: EventId) -> CommandId? {
        commandByEvent.removeValue(forKey: eventId)
    }

    mutating func update(
        _ command: CommandId?,
        _ eventId: EventId? = nil,
        _ change: (inout ActivityMachine) -> Void
    ) {
        guard let command, case .activity(var machine) = machines[command - 1] else { return }
        change(&machine)
        machines[command - 1] = .activity(machine)
        if let eventId { commandByEvent[eventId] = command }
    }

    mutating func update(
        _ command: CommandId?,
        _ eventId: EventId? = nil,
        _ change: (inout TimerMachine) -> Void
    ) {
        guard let command, case .timer(var machine) = machines[command - 1] else { return }
        change(&machine)
        machines[command - 1] = .timer(machine)
        if let eventId { commandByEvent[eventId] = command }
    }

    mutating func update(
        _ command: CommandId?,
        _ eventId: EventId? = nil,
        _ change: (inout ChildMachine) -> Void
    ) {
        guard let command, case .child(var machine) = machines[command - 1] else { return }
        change(&machine)
        machines[command - 1] = .child(machine)
        if let eventId { commandByEvent[eventId] = command }
    }

    mutating func update(
        _ command: CommandId?,
        _ eventId: EventId? = nil,
        _ change: (inout ExternalMachine) -> Void
    ) {
        guard let command, case .external(var machine) = machines[command - 1] else { return }
        change(&machine)
        machines[command - 1] = .external(machine)
        if let eventId { commandByEvent[eventId] = command }
    }

    mutating func update(
        _ command: CommandId?,
        _ eventId: EventId? = nil,
        _ change: (inout LambdaMachine) -> Void
    ) {
        guard let command, case .lambda(var machine) = machines[command - 1] else { return }
        change(&machine)
        machines[command - 1] = .lambda(machine)
        if let eventId { commandByEvent[eventId] = command }
    }
}

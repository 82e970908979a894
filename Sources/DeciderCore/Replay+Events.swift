import SWFModel

extension Replay {
    mutating func resolve(_ event: HistoryEvent) -> Resolution? {
        switch event.attributes {
        case .workflowExecutionStarted(let attributes):
            return .started(attributes)
        case .workflowExecutionCancelRequested:
            return .cancelRequested
        case .workflowExecutionSignaled(let attributes):
            return .signaled(attributes)
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
            if attributes.timerId.hasPrefix(Self.closeTimer), close.state == .waiting { close.state = .due }
            guard let command = take(attributes.startedEventId) else { return nil }
            update(command) { (machine: inout TimerMachine) in machine.state = .closed }
            return .timer(command, .fired)
        case .startTimerFailed(let attributes):
            return timerRefused(event.eventId, attributes.cause)
        default:
            return nil
        }
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
}

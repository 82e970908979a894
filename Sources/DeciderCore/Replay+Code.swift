public import SWFModel

extension Replay {
    /// The code asks for an activity.
    public mutating func schedule(
        _ attributes: ScheduleActivityTaskDecisionAttributes,
        place: SourcePlace?
    ) -> CommandId {
        machines.append(.activity(ActivityMachine(activityId: attributes.activityId)))
        outbox.append(
            AskedDecision(command: machines.count, decision: .scheduleActivityTask(attributes), place: place)
        )
        return machines.count
    }

    /// The code asks for a timer.
    public mutating func startTimer(_ attributes: StartTimerDecisionAttributes, place: SourcePlace?) -> CommandId {
        machines.append(.timer(TimerMachine(attributes: attributes, place: place)))
        outbox.append(AskedDecision(command: machines.count, decision: .startTimer(attributes), place: place))
        return machines.count
    }

    /// The code asks for a marker, and does not wait for it.
    public mutating func recordMarker(_ attributes: RecordMarkerDecisionAttributes, place: SourcePlace?) {
        machines.append(.marker)
        outbox.append(AskedDecision(command: machines.count, decision: .recordMarker(attributes), place: place))
    }

    /// The code no longer wants a command.
    ///
    /// What was not sent is withdrawn. A scheduled activity is asked to cancel and ends by its own event; a started
    /// timer is over at once.
    public mutating func cancel(_ command: CommandId, place: SourcePlace?) -> CancelOutcome {
        guard machines.indices.contains(command - 1) else { return .hadEnded }
        switch machines[command - 1] {
        case .marker:
            return .hadEnded
        case .activity(var machine):
            switch machine.state {
            case .asked:
                guard withdraw(command) else { return .willEnd }
                machine.state = .closed
                machines[command - 1] = .activity(machine)
                return .over
            case .scheduled where !machine.isCancelAsked:
                machine.isCancelAsked = true
                machines[command - 1] = .activity(machine)
                let attributes = RequestCancelActivityTaskDecisionAttributes(activityId: machine.activityId)
                outbox.append(
                    AskedDecision(command: command, decision: .requestCancelActivityTask(attributes), place: place)
                )
                return .willEnd
            case .scheduled, .refused:
                return .willEnd
            case .closed:
                return .hadEnded
            }
        case .timer(var machine):
            defer { machines[command - 1] = .timer(machine) }
            switch machine.state {
            case .asked:
                withdraw(command)
            case .started(let eventId):
                // When the timer's end is already known to this decision task, there is nothing left to cancel.
                if !hasFired(eventId) {
                    let attributes = CancelTimerDecisionAttributes(timerId: machine.attributes.timerId)
                    outbox.append(AskedDecision(command: command, decision: .cancelTimer(attributes), place: place))
                }
                commandByEvent[eventId] = nil
            case .refused:
                break
            case .closed:
                return .hadEnded
            }
            machine.state = .closed
            return .over
        }
    }

    /// The code ended. What it asks for afterwards is not heard.
    public mutating func end(_ close: Close, place: SourcePlace?) {
        guard self.close.state == .open else { return }
        self.close.close = close
        self.close.place = place
        self.close.state = .due
    }

    /// Takes back what was asked and not sent; whether there was such.
    @discardableResult
    mutating func withdraw(_ command: CommandId) -> Bool {
        guard let index = outbox.firstIndex(where: { $0.command == command }) else { return false }
        outbox.remove(at: index)
        return true
    }

    private func hasFired(_ startedEventId: EventId) -> Bool {
        guard let turn else { return false }
        return turn.events[turn.cursor...].contains { event in
            if case .timerFired(let attributes) = event.attributes {
                attributes.startedEventId == startedEventId
            } else {
                false
            }
        }
    }
}
